//! One binary of stories, crash tests, wire formats and tidiness.

#[cfg(test)]
mod wire;
// `cfg(test)` is always so here; it tells clippy that helpers beside the tests are tests, too.
#[cfg(test)]
mod migrations;
mod browser;
