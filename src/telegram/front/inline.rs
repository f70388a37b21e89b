//! `@bot maria` in any chat: the contacts on file that are found by it, for staff alone. What is sent into that chat when one
//! is chosen shows no whole number: it has a button that opens the start, for who may.

use super::super::botapi::method::AnswerInlineQuery;
use super::super::botapi::offered::{InlineArticle, InlineStart, InlineText};
use super::super::render;
use super::Front;
use crate::app::AppError;
use crate::dialogue::contacts::query_of;
use crate::dialogue::deep_link::of_contact;
use crate::domain::limit::INLINE_RESULTS;
use crate::domain::staff::StaffMember;
use crate::store::contact::search::search_contacts;
use serde_json::json;

/// What those get who are not on staff: nothing, and nothing that is remembered.
pub(super) fn nothing(query_id: String) -> AnswerInlineQuery {
    AnswerInlineQuery {
        inline_query_id: query_id,
        results: Vec::new(),
        cache_time: 0,
        is_personal: true,
        next_offset: String::new(),
        button: None,
    }
}

impl Front {
    /// Answers with the contacts that are found.
    pub(super) async fn list_contacts(
        &self,
        me: &StaffMember,
        query_id: String,
        query: &str,
        offset: u32,
    ) -> Result<(), AppError> {
        let store = self.0.desk.store();
        let found =
            search_contacts(store, &query_of(query), offset, INLINE_RESULTS, INLINE_RESULTS).await?.rows;
        let voice = self.voice(self.0.desk.company().locale_of(me));
        let bot = &self.0.desk.bot().username;
        let is_full = u32::try_from(found.len()).is_ok_and(|count| count == INLINE_RESULTS);
        let results = found
            .iter()
            .map(|contact| {
                let shown = render::inline::contact(contact, &voice.0);
                let url = format!("https://t.me/{bot}?start={}", of_contact(contact.id));
                InlineArticle {
                    kind: "article",
                    id: contact.id.short(),
                    title: shown.title,
                    description: shown.description,
                    input_message_content: InlineText { message_text: shown.html, parse_mode: "HTML" },
                    reply_markup: json!({"inline_keyboard": [[{"text": shown.button, "url": url}]]}),
                }
            })
            .collect();
        let text = render::inline::start(&voice.0);
        self.0.sender.answer_inline(AnswerInlineQuery {
            results,
            next_offset: if is_full { (offset + INLINE_RESULTS).to_string() } else { String::new() },
            button: Some(InlineStart { text, start_parameter: "novo".to_owned() }),
            ..nothing(query_id)
        });
        Ok(())
    }
}
