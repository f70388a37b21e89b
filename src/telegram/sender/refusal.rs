//! What Telegram's refusals mean for us, sentence by sentence.
//!
//! The Bot API has no codes finer than HTTP's; what distinguishes refusals is their text, and it differs in capitals
//! and wording from version to version. So the test is for a part of it, in lower case. teloxide's exact sentences lack
//! those about topics.

use super::super::botapi::CallError;
use std::time::Duration;

/// Why nothing was sent or changed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SendError {
    /// The person blocked the bot or has never started it.
    #[error("the person blocked the bot")]
    Blocked,
    /// The chat does not exist any more, or the bot is not in it.
    #[error("the chat is gone")]
    ChatGone,
    /// The message does not exist any more or cannot be edited: send a fresh one.
    #[error("the message is gone")]
    MessageGone,
    /// The topic does not exist any more or is closed.
    #[error("the topic is gone")]
    ThreadGone,
    /// Telegram does not take it: a defect of ours, or a wrong token. The start of Telegram's words.
    #[error("Telegram refuses it: {0}")]
    Rejected(String),
    /// No usable answer: it may have been sent.
    #[error("Telegram cannot be reached")]
    Unreachable,
    /// Too much is being sent: certainly not sent, and not before this time has passed.
    #[error("too much is being sent; later, after {after:?}")]
    Later {
        /// How long to wait.
        after: Duration,
    },
}

/// What a refusal means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Refusal {
    /// It already looks like this: as good as done.
    NotModified,
    /// The tap is too old to be answered.
    TooOld,
    /// An error.
    Error(SendError),
}

/// Reads a refusal.
pub(super) fn judge(code: u16, description: &str) -> Refusal {
    let text = description.to_ascii_lowercase();
    let says = |parts: &[&str]| parts.iter().any(|part| text.contains(part));
    if says(&["message is not modified", "topic_not_modified"]) {
        return Refusal::NotModified;
    }
    if says(&["query is too old", "query id is invalid", "query_id_invalid"]) {
        return Refusal::TooOld;
    }
    Refusal::Error(
        if says(&["blocked by the user", "can't initiate conversation", "can't send messages to bots"]) {
            SendError::Blocked
        } else if says(&[
            "message thread not found",
            "topic_closed",
            "topic_deleted",
            "topic_id_invalid",
            "topic not found",
        ]) {
            SendError::ThreadGone
        } else if says(&[
            "message to edit not found",
            "message to delete not found",
            "message can't be deleted",
            "message can't be edited",
            "message_id_invalid",
            "message identifier is not specified",
            "no text in the message to edit",
            "message to react not found",
            "message not found",
        ]) {
            SendError::MessageGone
        } else if code == 403
            || says(&[
                "chat not found",
                "user not found",
                "peer_id_invalid",
                "user is deactivated",
                "upgraded to a supergroup",
            ])
        {
            SendError::ChatGone
        } else {
            SendError::Rejected(without_quotes(description))
        },
    )
}

/// An error of the call, as the error of a send.
pub(super) fn of_call(error: CallError) -> SendError {
    match error {
        CallError::RetryAfter(after) => SendError::Later { after },
        CallError::Unreachable(_why) => SendError::Unreachable,
        CallError::Refused { code, description } => match judge(code, &description) {
            Refusal::Error(error) => error,
            Refusal::NotModified | Refusal::TooOld => SendError::Rejected(without_quotes(&description)),
        },
    }
}

/// Telegram quotes what it did not understand, and that may be anybody's words: only what comes before is kept.
fn without_quotes(description: &str) -> String {
    let before = description.split(['"', '<', '&', '\n']).next().unwrap_or_default();
    let before = before.split(" '").next().unwrap_or_default();
    before.chars().filter(|letter| !letter.is_control()).take(100).collect::<String>().trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(code: u16, description: &str) -> SendError {
        match judge(code, description) {
            Refusal::Error(error) => error,
            other @ (Refusal::NotModified | Refusal::TooOld) => panic!("{other:?}"),
        }
    }

    #[test]
    fn every_refusal_that_changes_what_we_do_is_told_apart() {
        let table = [
            (403, "Forbidden: bot was blocked by the user", SendError::Blocked),
            (403, "Forbidden: bot can't initiate conversation with a user", SendError::Blocked),
            (403, "Forbidden: user is deactivated", SendError::ChatGone),
            (403, "Forbidden: bot was kicked from the group chat", SendError::ChatGone),
            (400, "Bad Request: chat not found", SendError::ChatGone),
            (400, "Bad Request: message to edit not found", SendError::MessageGone),
            (400, "Bad Request: message can't be edited", SendError::MessageGone),
            (400, "Bad Request: MESSAGE_ID_INVALID", SendError::MessageGone),
            (400, "Bad Request: there is no text in the message to edit", SendError::MessageGone),
            (400, "Bad Request: message thread not found", SendError::ThreadGone),
            (400, "Bad Request: TOPIC_CLOSED", SendError::ThreadGone),
        ];
        for (code, description, expected) in table {
            assert_eq!(error(code, description), expected, "{description}");
        }
    }

    #[test]
    fn an_edit_that_changes_nothing_and_a_late_answer_are_no_errors() {
        let unchanged = "Bad Request: message is not modified: specified new message content and reply markup are \
            exactly the same as a current content and reply markup of the message";
        assert_eq!(judge(400, unchanged), Refusal::NotModified);
        let late = "Bad Request: query is too old and response timeout expired or query ID is invalid";
        assert_eq!(judge(400, late), Refusal::TooOld);
    }

    #[test]
    fn what_telegram_quotes_is_not_repeated() {
        let quoted = "Bad Request: can't parse entities: Unsupported start tag \"maria\" at byte offset 5";
        assert_eq!(
            error(400, quoted),
            SendError::Rejected("Bad Request: can't parse entities: Unsupported start tag".to_owned())
        );
        assert_eq!(error(401, "Unauthorized"), SendError::Rejected("Unauthorized".to_owned()));
    }
}
