//! Files inside JSON, as Evolution wants and gives them: base64 between the quotes of one key. Both ways as a stream, so
//! that no file is ever whole in memory.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bytes::{Bytes, BytesMut};
use futures::StreamExt as _;
use futures::stream::{self, BoxStream};
use serde_json::Value;
use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Bytes as they come.
type Chunks = BoxStream<'static, Result<Bytes, io::Error>>;

/// The body of a request that carries a file.
pub(super) struct Letter {
    /// Its bytes.
    pub(super) body: Chunks,
    /// Whether all of it has been handed over.
    pub(super) is_whole: Arc<AtomicBool>,
}

impl Letter {
    /// `message` with one key more, whose text is the file. `message` must be an object that has keys.
    pub(super) fn new(message: &Value, key: &str, file: Chunks) -> Self {
        let mut head = message.to_string();
        head.truncate(head.trim_end().len().saturating_sub(1));
        head.extend([",", &Value::from(key).to_string(), ":\""]);
        let is_whole = Arc::new(AtomicBool::new(false));
        let written = is_whole.clone();
        let tail = stream::once(async move {
            written.store(true, Ordering::Release);
            Ok(Bytes::from_static(b"\"}"))
        });
        let head = stream::once(std::future::ready(Ok(Bytes::from(head))));
        Self { body: head.chain(in_base64(file)).chain(tail).boxed(), is_whole }
    }
}

/// The bytes in base64. An error ends them: what follows must not make the text look whole.
fn in_base64(file: Chunks) -> Chunks {
    // Three bytes make four letters; what is left over waits for the next chunk. `None` after an error or at the end.
    stream::unfold(Some((file, BytesMut::new())), |state| async move {
        let (mut file, mut left) = state?;
        loop {
            match file.next().await {
                Some(Ok(chunk)) => {
                    left.extend_from_slice(&chunk);
                    let whole = left.len() - left.len() % 3;
                    if whole > 0 {
                        let letters = STANDARD.encode(left.split_to(whole));
                        return Some((Ok(Bytes::from(letters)), Some((file, left))));
                    }
                }
                Some(Err(error)) => {
                    // The one who reads gives up here; a stream that went on would be cut in the middle all the same.
                    return Some((Err(error), None));
                }
                None if left.is_empty() => return None,
                None => return Some((Ok(Bytes::from(STANDARD.encode(left.split()))), None)),
            }
        }
    })
    .boxed()
}

/// Where a reader of an answer is.
enum Reading {
    /// Before the key; the end of what was read, in case the key is cut in two.
    Before(Vec<u8>),
    /// Between the quotes; letters that make no whole group yet.
    Within(Vec<u8>),
    /// Behind them.
    Behind,
}

/// The key in an answer under which the file stands.
const KEY: &[u8] = b"\"base64\"";
/// Bytes before the file that are read: names and captions, no more.
const HEAD_LEN_MAX: usize = 64 * 1024;

/// The bytes of the file inside an answer. It ends with an error when there is none, or when it is cut off.
pub(super) fn bytes_within(answer: Chunks) -> Chunks {
    let state = Some((answer, Reading::Before(Vec::new())));
    stream::unfold(state, |state| async move {
        let (mut answer, mut reading) = state?;
        loop {
            match answer.next().await {
                Some(Ok(chunk)) => match read(reading, &chunk) {
                    Ok((next, bytes)) => {
                        if !bytes.is_empty() {
                            return Some((Ok(Bytes::from(bytes)), Some((answer, next))));
                        }
                        reading = next;
                    }
                    Err(error) => return Some((Err(error), None)),
                },
                Some(Err(error)) => return Some((Err(error), None)),
                None if matches!(reading, Reading::Behind) => return None,
                None => return Some((Err(io::Error::from(io::ErrorKind::UnexpectedEof)), None)),
            }
        }
    })
    .boxed()
}

/// One chunk further.
fn read(reading: Reading, chunk: &[u8]) -> io::Result<(Reading, Vec<u8>)> {
    match reading {
        Reading::Behind => Ok((Reading::Behind, Vec::new())),
        Reading::Within(left) => within(left, chunk),
        Reading::Before(mut seen) => {
            seen.extend_from_slice(chunk);
            let Some(start) = opening(&seen) else {
                return if seen.len() > HEAD_LEN_MAX {
                    Err(odd())
                } else {
                    Ok((Reading::Before(seen), Vec::new()))
                };
            };
            let rest = seen.split_off(start);
            within(Vec::new(), &rest)
        }
    }
}

/// Where the text of the key begins: behind its opening quote.
fn opening(seen: &[u8]) -> Option<usize> {
    let key = seen.windows(KEY.len()).position(|window| window == KEY)?;
    let mut quote = key + KEY.len();
    for wanted in [b':', b'"'] {
        while seen.get(quote).is_some_and(u8::is_ascii_whitespace) {
            quote += 1;
        }
        if *seen.get(quote)? != wanted {
            return None;
        }
        quote += 1;
    }
    Some(quote)
}

fn within(mut left: Vec<u8>, chunk: &[u8]) -> io::Result<(Reading, Vec<u8>)> {
    let end = chunk.iter().position(|byte| *byte == b'"');
    left.extend_from_slice(chunk.get(..end.unwrap_or(chunk.len())).unwrap_or_default());
    let mut whole = if end.is_some() { left.len() } else { left.len() - left.len() % 4 };
    if end.is_none() && left.get(..whole).is_some_and(|groups| groups.ends_with(b"=")) {
        // The last group there may be: read with what follows, for nothing may.
        whole -= 4;
    }
    let rest = left.split_off(whole);
    let bytes = STANDARD.decode(&left).map_err(|_not_base64| odd())?;
    Ok((if end.is_some() { Reading::Behind } else { Reading::Within(rest) }, bytes))
}

fn odd() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, "the answer holds no file")
}

#[cfg(test)]
mod tests {
    use super::*;
    use futures::TryStreamExt as _;
    use proptest::prelude::*;
    use serde_json::json;

    fn chunks(bytes: &[u8], len: usize) -> Chunks {
        let parts: Vec<_> = bytes.chunks(len).map(|part| Ok(Bytes::copy_from_slice(part))).collect();
        stream::iter(parts).boxed()
    }

    fn whole(chunks: Chunks) -> io::Result<Vec<u8>> {
        let all = chunks.try_fold(Vec::new(), |mut all, chunk| async move {
            all.extend_from_slice(&chunk);
            Ok(all)
        });
        futures::executor::block_on(all)
    }

    proptest! {
        #[test]
        fn a_file_goes_into_a_letter_and_comes_out_of_an_answer_however_it_is_cut(
            bytes in proptest::collection::vec(any::<u8>(), 0..400),
            (cut_in, cut_out) in (1_usize..50, 1_usize..50),
        ) {
            let letter = Letter::new(&json!({"number": "1\"}"}), "base64", chunks(&bytes, cut_in));
            let is_whole = letter.is_whole.clone();
            let body = whole(letter.body).expect("it is whole");
            prop_assert!(is_whole.load(Ordering::Acquire));
            let read: Value = serde_json::from_slice(&body).expect("it is JSON");
            prop_assert_eq!(&read["number"], &json!("1\"}"));
            prop_assert_eq!(&read["base64"], &json!(STANDARD.encode(&bytes)));
            prop_assert_eq!(whole(bytes_within(chunks(&body, cut_out))).expect("it is there"), bytes);
        }
    }

    #[test]
    fn a_file_that_breaks_off_never_makes_a_whole_letter() {
        let broken = stream::iter([Ok(Bytes::from_static(b"abcd")), Err(io::Error::other("gone"))]).boxed();
        let letter = Letter::new(&json!({"number": "1"}), "media", broken);
        let is_whole = letter.is_whole.clone();
        assert!(whole(letter.body.take_while(|chunk| std::future::ready(chunk.is_ok())).boxed()).is_ok());
        assert!(!is_whole.load(Ordering::Acquire));
    }

    #[test]
    fn what_goes_on_behind_its_end_is_no_file_however_it_is_cut() {
        for len in 1..60 {
            let answer = chunks(br#"{"base64":"/9j/4AAQSkY=0age"}"#, len);
            let read = futures::executor::block_on(bytes_within(answer).collect::<Vec<_>>());
            assert!(read.iter().any(Result::is_err), "{len}");
        }
    }

    #[test]
    fn an_answer_without_a_file_or_with_half_of_one_is_an_error() {
        for answer in [r#"{"base64":"YWJj"#, r#"{"size":1}"#, r#"{"base64":17}"#, r#"{"base64":"%%%%"}"#, ""]
        {
            assert!(whole(bytes_within(chunks(answer.as_bytes(), 3))).is_err(), "{answer}");
        }
    }
}
