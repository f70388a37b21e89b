//! Does outside what a state of the dialogue asks for, while the person may go on, and takes the answer to the dialogue.

use super::super::panel::Place;
use super::{Front, lock};
use crate::app::advance::{Turn, advance};
use crate::app::effect::{check_number, upload};
use crate::app::files::Files as _;
use crate::dialogue::company::Unread;
use crate::dialogue::state::IncomingFile;
use crate::dialogue::{Effect, Input, State};
use crate::domain::fault::Fault;
use crate::domain::id::ChannelId;
use crate::domain::limit::RATES_FILE_LEN_MAX;
use crate::domain::template::MediaRef;
use crate::store::session::SessionKey;

impl Front {
    /// Begins it, unless it is being done.
    pub(super) fn begin(&self, place: Place, seat: SessionKey, effect: Effect) {
        let name = name_of(seat, &effect);
        if !lock(&self.0.running).insert(name.clone()) {
            return;
        }
        let front = self.clone();
        self.0.supervisor.clone().spawn("effect of a state", async move {
            front.0.sender.typing(place.chat_id, place.thread_id);
            let stopping = front.0.supervisor.stopping();
            // After a stop the panel is not shown yet: the next start does it again.
            let input = tokio::select! {
                input = front.perform(place, seat, effect.clone()) => input,
                () = stopping.cancelled() => return,
            };
            lock(&front.0.running).remove(&name);
            match input {
                Some(input) => front.answer(place, seat, input).await,
                None => front.begin_again(place, seat, effect).await,
            }
        });
    }

    /// Whether it is being done.
    pub(super) fn is_under_way(&self, seat: SessionKey, effect: &Effect) -> bool {
        lock(&self.0.running).contains(&name_of(seat, effect))
    }

    /// `None`: the person went elsewhere, and nothing is to be answered.
    async fn perform(&self, place: Place, seat: SessionKey, effect: Effect) -> Option<Input> {
        Some(match effect {
            Effect::CheckNumber { channel, phone } => check_number(&self.0.desk, &channel, &phone).await,
            Effect::Export { format } => self.export(place, format).await,
            Effect::Copy { contact } => self.copy_of(place, seat, contact).await,
            Effect::ReadRates { file } => {
                let text = self.table_of(&file).await;
                Input::RatesRead { file, text }
            }
            Effect::ShowCode { channel } => {
                let end = self.show_code(place, seat, &channel).await?;
                Input::LinkEnded { channel, end }
            }
            Effect::MoveFile { channel, file } => {
                let moved = self.move_file(&channel, &file).await;
                Input::Moved { channel, file, moved }
            }
        })
    }

    /// Who went elsewhere may have come back while what was begun before came to its end: then it begins anew.
    async fn begin_again(&self, place: Place, seat: SessionKey, effect: Effect) {
        let session = self.0.desk.find_session(seat).await.ok().flatten();
        let asked =
            session.and_then(|row| State::from_stored(&row.state).ok()).and_then(|state| state.effect());
        if asked.as_ref() == Some(&effect) {
            self.begin(place, seat, effect);
        }
    }

    /// A table of prices: small, or it is none.
    async fn table_of(&self, file: &IncomingFile) -> Result<String, Unread> {
        let bytes = self.0.sender.download_whole(&file.file_id).await.map_err(|error| {
            tracing::warn!(%error, "a table of prices could not be fetched");
            Unread::Unreachable
        })?;
        if u64::try_from(bytes.len()).is_ok_and(|length| length > RATES_FILE_LEN_MAX) {
            return Err(Unread::TooLarge);
        }
        // What is no UTF-8 shows up as a mistake in its cell.
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    }

    /// From Telegram to the provider, as a stream: the file is never whole in memory.
    async fn move_file(&self, channel: &ChannelId, file: &IncomingFile) -> Result<MediaRef, Fault> {
        let opened = self.0.sender.open(&file.media()).await?;
        upload(&self.0.desk, channel, opened, file.name.clone()).await
    }

    pub(super) async fn answer(&self, place: Place, seat: SessionKey, input: Input) {
        let turn = Turn {
            seat,
            input,
            update_id: None,
            written_in: None,
            language: None,
            first_name: String::new(),
        };
        match advance(&self.0.desk, turn).await {
            Ok(advanced) => self.show(place, advanced).await,
            Err(error) => tracing::error!(%error, "the answer from outside could not be taken in"),
        }
    }
}

fn name_of(seat: SessionKey, effect: &Effect) -> String {
    format!("{seat:?} {effect:?}")
}
