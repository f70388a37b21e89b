//! All that is kept about one contact, sent to who asked for it.

use super::super::panel::Place;
use super::super::render::copy::Page;
use super::super::sender::Priority;
use super::Front;
use super::contact_files::document;
use crate::app::copy::Reading;
use crate::dialogue::Input;
use crate::dialogue::contact::Heard;
use crate::domain::id::ContactId;
use crate::domain::limit::COPY_FILE_LEN_MAX;
use crate::store::session::SessionKey;
use bytes::Bytes;
use futures::StreamExt as _;

impl Front {
    /// Gathers it and sends it, in as many files as it takes.
    pub(super) async fn copy_of(&self, place: Place, seat: SessionKey, contact: ContactId) -> Input {
        let hidden = self.send_copy(place, seat, contact).await;
        if let Err(why) = &hidden {
            tracing::warn!(contact.id = %contact, %why, "what is kept about a contact could not be exported");
        }
        Input::OfContact(Heard::Copied(contact, hidden.ok()))
    }

    /// How many attendances are not in it.
    async fn send_copy(&self, place: Place, seat: SessionKey, contact: ContactId) -> Result<u32, String> {
        let begun = Reading::begin(&self.0.desk, contact, seat.staff).await;
        let Some((head, mut reading)) = begun.map_err(|error| error.to_string())? else {
            return Err("they may not have it".to_owned());
        };
        let (company, voice) = (self.0.desk.company(), self.voice_of(place.chat_id));
        let mut page = Page::begin(&head, &company, voice.0);
        let mut is_sent = false;
        while let Some(piece) = reading.go_on().await.map_err(|error| error.to_string())? {
            page.add(&piece);
            is_sent = false;
            if page.len() >= COPY_FILE_LEN_MAX {
                self.send_page(place, page.take_file()).await?;
                is_sent = true;
            }
        }
        if !is_sent {
            self.send_page(place, page.take_file()).await?;
        }
        Ok(head.hidden)
    }

    async fn send_page(
        &self,
        place: Place,
        (name, caption, text): (String, String, String),
    ) -> Result<(), String> {
        let body = futures::stream::iter([Ok(Bytes::from(text))]).boxed();
        let sent = self.0.sender.send_file(document(place, name, caption, body), Priority::Answer).await;
        sent.map(|_message_id| ()).map_err(|error| error.to_string())
    }
}
