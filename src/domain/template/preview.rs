//! A template as the contact will see it: values in their places, gaps marked.

use super::value::Filled;
use serde::{Deserialize, Serialize};
