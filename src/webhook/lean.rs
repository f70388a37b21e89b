//! JSON without its longest texts, shortened while it comes: a file inside a webhook is fetched by its id, and would
//! otherwise be whole in memory.
//!
//! Only for providers whose proof is not over the body.

/// Bytes of a text from which it is left out: sixteen times the longest that WhatsApp lets people write.
const TEXT_LEN_MAX: usize = 64 * 1024;

/// What is kept of a body so far.
#[derive(Debug, Default)]
pub(super) struct Lean {
    kept: Vec<u8>,
    /// Where the text begins inside of which we are.
    text: Option<usize>,
    is_escaped: bool,
    is_left_out: bool,
}

impl Lean {
    /// Takes the next bytes. A text that becomes too long is left empty.
    pub(super) fn push(&mut self, chunk: &[u8]) {
        for &byte in chunk {
            let Some(start) = self.text else {
                self.kept.push(byte);
                self.text = (byte == b'"').then_some(self.kept.len());
                continue;
            };
            let ends = byte == b'"' && !self.is_escaped;
            self.is_escaped = byte == b'\\' && !self.is_escaped;
            if ends {
                self.kept.push(byte);
                (self.text, self.is_left_out) = (None, false);
            } else if !self.is_left_out {
                self.kept.push(byte);
                if self.kept.len() - start > TEXT_LEN_MAX {
                    self.kept.truncate(start);
                    self.is_left_out = true;
                }
            }
        }
    }

    /// How much is kept.
    pub(super) const fn len(&self) -> usize {
        self.kept.len()
    }

    /// What is kept of the whole.
    pub(super) fn finish(self) -> Vec<u8> {
        self.kept
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::{Value, json};

    fn shortened(body: &[u8], cut: usize) -> Vec<u8> {
        let mut lean = Lean::default();
        body.chunks(cut).for_each(|chunk| lean.push(chunk));
        lean.finish()
    }

    #[test]
    fn a_long_text_is_emptied_and_all_else_is_as_it_was() {
        let with =
            |file: &str| json!({"base64": file, "list": [1, "x\"y\\", null], "text": "Oi \\"}).to_string();
        let long = with(&"A\\\"".repeat(TEXT_LEN_MAX));
        for cut in [1, 7, 100_000] {
            let read: Value = serde_json::from_slice(&shortened(long.as_bytes(), cut)).unwrap();
            assert_eq!(read.to_string(), with(""));
        }
    }

    proptest! {
        #[test]
        fn what_has_no_long_text_is_not_touched(body in "\\PC{0,80}|[\\[\\]{}\",:0-9a-z\\\\ .-]{0,80}", cut in 1_usize..9) {
            prop_assert_eq!(shortened(body.as_bytes(), cut), body.as_bytes());
        }
    }
}
