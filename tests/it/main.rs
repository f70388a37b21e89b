//! One binary of stories, crash tests, wire formats and tidiness.

// `cfg(test)` is always so here; it tells clippy that helpers beside the tests are tests, too.
#[cfg(test)]
mod binary;
#[cfg(test)]
mod browser;
#[cfg(test)]
mod crash;
#[cfg(test)]
mod migrations;
#[cfg(test)]
mod readme;
#[cfg(test)]
mod starts;
#[cfg(test)]
mod stories;
#[cfg(test)]
mod tidy;
#[cfg(test)]
mod wire;
#[cfg(test)]
mod world;
