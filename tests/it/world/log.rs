//! What a service has logged, all of it, whatever the level: nothing of a person may stand there.

use std::io::Write;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};
use tracing_subscriber::filter::{LevelFilter, filter_fn};
use tracing_subscriber::fmt::MakeWriter;
use tracing_subscriber::layer::SubscriberExt as _;

/// The bytes that were logged.
#[derive(Debug, Clone, Default)]
pub(crate) struct Log(Arc<Mutex<Vec<u8>>>);

impl Log {
    /// A copy of them.
    pub(crate) fn bytes(&self) -> Vec<u8> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Takes down what is logged on the threads of a runtime.
    pub(super) fn hear(&self, runtime: &mut tokio::runtime::Builder) {
        LazyLock::force(&SECOND_EAR);
        let log = tracing_subscriber::fmt().with_max_level(LevelFilter::TRACE).with_ansi(false);
        let log = log.with_writer(self.clone()).finish().with(filter_fn(balcao::run::may_be_logged));
        let log = tracing::Dispatch::new(log);
        runtime.on_thread_start(move || {
            let heard = tracing::dispatcher::set_default(&log);
            HEARD.with_borrow_mut(|kept| *kept = Some(heard));
        });
        runtime.on_thread_stop(|| HEARD.with_borrow_mut(|kept| drop(kept.take())));
    }
}

/// While only one listens, `tracing` asks the thread on which an event happens first whether anybody wants it, once and
/// for all; that may be a thread of another story, which wants nothing. With two it asks those who listen.
static SECOND_EAR: LazyLock<tracing::Dispatch> = LazyLock::new(|| {
    let deaf = tracing_subscriber::fmt().with_max_level(LevelFilter::OFF);
    tracing::Dispatch::new(deaf.with_writer(std::io::sink).finish())
});

thread_local! {
    static HEARD: std::cell::RefCell<Option<tracing::dispatcher::DefaultGuard>> = const { std::cell::RefCell::new(None) };
}

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl<'w> MakeWriter<'w> for Log {
    type Writer = Self;

    fn make_writer(&'w self) -> Self {
        self.clone()
    }
}
