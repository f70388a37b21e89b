//! The memory of the process: who hands it out, and in pages of which size.

/// Threads that allocate for each other, as the writer and those who ask it do, are what it is good at.
#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Takes memory in the system's small pages. The allocator asks for large ones, of which each counts as used with its first
/// byte: at rest the desk then takes half as much again (benches/README.md).
///
/// To be called early: what there is in large pages by then stays so. Where the system does not know of it, nothing is
/// lost but memory.
pub fn take_small_pages() {
    #[cfg(target_os = "linux")]
    if let Err(error) = rustix::thread::disable_transparent_huge_pages(true) {
        tracing::debug!(%error, "the system hands out large pages");
    }
}
