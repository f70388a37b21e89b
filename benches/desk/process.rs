//! What the system says about a process: its memory, and the time it was on a processor.

use anyhow::Context as _;
use std::time::Duration;

/// Ticks a second of the counters in `/proc/<pid>/stat`: the same on every Linux that is not very old.
const TICKS_PER_SECOND: u64 = 100;

/// Which process, as a folder of `/proc`.
pub(crate) fn this() -> String {
    "self".to_owned()
}

/// Memory in MB: what is resident now, and the most that ever was.
pub(crate) fn resident_mb(process: &str) -> anyhow::Result<(f64, f64)> {
    let path = format!("/proc/{process}/status");
    let status = std::fs::read_to_string(&path).with_context(|| path.clone())?;
    let field = |name: &str| {
        let line = status.lines().find_map(|line| line.strip_prefix(name));
        let kilobytes: Option<u32> = line
            .and_then(|line| line.trim_start_matches(':').trim().strip_suffix(" kB")?.trim().parse().ok());
        kilobytes.map(|kilobytes| f64::from(kilobytes) / 1_024.0).with_context(|| format!("{path}: {name}"))
    };
    Ok((field("VmRSS")?, field("VmHWM")?))
}

/// How long it was on a processor, in the program and in the kernel.
pub(crate) fn busy(process: &str) -> anyhow::Result<Duration> {
    let path = format!("/proc/{process}/stat");
    let stat = std::fs::read_to_string(&path).with_context(|| path.clone())?;
    // The second field is a name in parentheses that may hold anything; the times are fields 14 and 15.
    let after = stat.rsplit(')').next().unwrap_or_default();
    let fields: Vec<&str> = after.split_whitespace().collect();
    let ticks = |at: usize| fields.get(at).and_then(|field| field.parse::<u64>().ok()).unwrap_or_default();
    Ok(Duration::from_millis((ticks(11) + ticks(12)) * 1_000 / TICKS_PER_SECOND))
}
