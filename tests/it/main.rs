//! One binary of stories, crash tests, wire formats and tidiness.

#[cfg(test)]
mod wire;
