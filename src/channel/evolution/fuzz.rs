//! Every decoder of this provider at once; for the fuzzer.

use super::{decode, error, letter};
use crate::channel::Received;
use crate::channel::http::Answer;
use crate::domain::delivery::Outcome;
use crate::domain::fault::Fault;
use bytes::Bytes;
use chrono::DateTime;
use futures::{StreamExt as _, stream};

/// A webhook whose token was good.
pub(crate) fn webhook(body: &[u8]) -> Vec<Received> {
    decode::webhook(body, "loja", DateTime::UNIX_EPOCH).unwrap_or_default()
}

/// An answer to any call.
pub(crate) fn answer(status: u16, body: &[u8]) -> Vec<Fault> {
    let answer = Answer { status, after: None, usage: None, body: body.to_vec() };
    drop((decode::connection_state(&answer), decode::link_code(&answer), decode::number_check(&answer)));
    let health = error::health(&answer);
    assert_eq!(health, error::health(&answer));
    let mut faults = vec![error::fault(&answer)];
    let outcome = decode::sent(&answer).unwrap_or_else(|| error::outcome(&answer));
    match outcome {
        Outcome::Accepted { .. } => {}
        Outcome::Later { fault, .. } | Outcome::Refused { fault } | Outcome::Unknown { fault } => {
            faults.push(fault);
        }
    }
    // However the answer is cut, the same file comes out of it.
    let file = |size: usize| {
        let pieces: Vec<_> = body.chunks(size).map(|piece| Ok(Bytes::copy_from_slice(piece))).collect();
        let read = letter::bytes_within(stream::iter(pieces).boxed()).collect::<Vec<_>>();
        let read: Result<Vec<_>, _> = futures::executor::block_on(read).into_iter().collect();
        read.ok().map(|pieces| pieces.concat())
    };
    assert_eq!(file(7), file(4_096));
    faults
}
