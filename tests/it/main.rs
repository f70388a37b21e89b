//! One binary of stories, crash tests, wire formats and tidiness.

mod browser;
