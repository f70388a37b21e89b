//! Shows an owner the code by which a phone is linked to a channel, anew whenever it changes.
//!
//! Needed: who scans the code speaks for the company, so nobody but an owner may see it, and nothing of it may stay:
//! not in the database, not in the log, not in the chat. Chosen: the code is asked for while somebody waits for it; the
//! provider's word that it changed only wakes the question. It comes as a protected picture in the owner's private chat,
//! and its removal is a notice put when it is sent: for the end of the time, or for now when it ends before. A process
//! that dies leaves a picture that is taken away when its time is over; the code in it is void long before.
//!
//! Races, and what was decided: the person goes elsewhere while a code is being fetched: it is not sent. They come back
//! before the end of the first showing: a second one begins after it. Their role is taken away: they see no further one.

use super::super::botapi::upload::FileToSend;
use super::super::panel::Place;
use super::super::render;
use super::super::sender::{Priority, SendError};
use super::{Front, lock};
use crate::app::AppError;
use crate::app::notice::{Notice, put_at};
use crate::app::sweep::note_health;
use crate::channel::LinkCode;
use crate::dialogue::Effect;
use crate::dialogue::channels::may_link;
use crate::dialogue::state::LinkEnd;
use crate::domain::Timestamp;
use crate::domain::channel::{DownReason, Health};
use crate::domain::fault::{Fault, FaultKind};
use crate::domain::id::ChannelId;
use crate::domain::limit::{CODE_EVERY, CODE_TIME_MAX};
use crate::domain::media::MediaKind;
use crate::store::session::SessionKey;
use bytes::Bytes;
use chrono::TimeDelta;
use futures::StreamExt as _;
use tokio::sync::watch;

/// A code that stands in the chat.
struct Shown {
    png: Bytes,
    message: i32,
}

/// What came of one look at the code.
enum Look {
    /// The showing goes on.
    On,
    /// It is over.
    End(LinkEnd),
}

impl Front {
    /// The seat shows something: if it is not the code of the same channel any more, its showing ends.
    pub(super) fn leave_link(&self, seat: SessionKey, effect: Option<&Effect>) {
        let mut links = lock(&self.0.links);
        let stays = links
            .get(&seat)
            .is_none_or(|(channel, _)| effect == Some(&Effect::ShowCode { channel: channel.clone() }));
        if !stays && let Some((_, left)) = links.remove(&seat) {
            left.send_replace(true);
        }
    }

    /// Shows the code until it is used, given up, or the person goes elsewhere (`None`).
    pub(super) async fn show_code(
        &self,
        place: Place,
        seat: SessionKey,
        channel: &ChannelId,
    ) -> Option<LinkEnd> {
        let (leave, left) = watch::channel(false);
        lock(&self.0.links).insert(seat, (channel.clone(), leave));
        let mut shown = None;
        let ended = self.keep_showing(place, seat, channel, left, &mut shown).await;
        if ended.is_some() {
            lock(&self.0.links).remove(&seat);
        }
        if let Some(Shown { message, .. }) = shown {
            self.remove(place, message, self.now()).await;
        }
        ended
    }

    async fn keep_showing(
        &self,
        place: Place,
        seat: SessionKey,
        channel: &ChannelId,
        mut left: watch::Receiver<bool>,
        shown: &mut Option<Shown>,
    ) -> Option<LinkEnd> {
        let desk = &self.0.desk;
        let until = self.now() + CODE_TIME_MAX;
        let mut news = desk.channel_news();
        // Looked at between the looks only: a picture that is on its way must be known, to be taken away.
        while !*left.borrow() {
            // Noted before looking: what is heard meanwhile wakes the next look.
            news.mark_unchanged();
            match self.look(place, seat, channel, until, shown).await {
                Ok(Look::On) => {}
                Ok(Look::End(end)) => return Some(end),
                Err(error) => {
                    tracing::error!(channel.id = %channel, %error, "the code of a channel could not be shown");
                    return Some(LinkEnd::GivenUp);
                }
            }
            let now = self.now();
            if now >= until {
                return Some(LinkEnd::GivenUp);
            }
            tokio::select! {
                _heard = news.changed() => {}
                () = desk.clock().wait_until(until.min(now + CODE_EVERY)) => {}
                _left = left.wait_for(|left| *left) => {}
            }
        }
        None
    }

    /// Asks for the code and shows it when it is another one than the one that stands there.
    async fn look(
        &self,
        place: Place,
        seat: SessionKey,
        channel: &ChannelId,
        until: Timestamp,
        shown: &mut Option<Shown>,
    ) -> Result<Look, AppError> {
        if !self.may_see_codes(seat) {
            return Ok(Look::End(LinkEnd::GivenUp));
        }
        let desk = &self.0.desk;
        let Some(adapter) = desk.find_adapter(channel) else {
            let fault = Fault::new(FaultKind::BadRequest, "channel", "not configured any more");
            return Ok(Look::End(LinkEnd::Failed { fault }));
        };
        match adapter.link_code().await {
            Ok(LinkCode::Linked) => {
                note_health(desk, channel, Health::Up).await?;
                Ok(Look::End(LinkEnd::Linked))
            }
            Ok(LinkCode::AsksForPasskey) => {
                note_health(desk, channel, Health::Down { reason: DownReason::AsksForPasskey }).await?;
                Ok(Look::End(LinkEnd::AsksForPasskey))
            }
            Ok(LinkCode::Shown { png }) => {
                let health = desk.company().find_channel(channel).map(|one| one.health.clone());
                if health == Some(Health::Down { reason: DownReason::AsksForPasskey }) && shown.is_some() {
                    return Ok(Look::End(LinkEnd::AsksForPasskey));
                }
                if shown.as_ref().is_none_or(|before| before.png != png) {
                    // What was heard before this code is not about it; what is heard once it is shown may be.
                    note_health(desk, channel, Health::Down { reason: DownReason::AsksForCode }).await?;
                    self.show_anew(place, channel, png, until, shown).await?;
                }
                Ok(Look::On)
            }
            Ok(LinkCode::NotYet) => Ok(Look::On),
            Err(fault) if fault.may_pass() && shown.is_some() => Ok(Look::On),
            Err(fault) => Ok(Look::End(LinkEnd::Failed { fault })),
        }
    }

    /// Only an owner, and only alone with the bot.
    fn may_see_codes(&self, seat: SessionKey) -> bool {
        let company = self.0.desk.company();
        seat.chat_id == seat.staff.0 && company.find_staff(seat.staff).is_some_and(may_link)
    }

    /// The new one is sent, then the old one is taken away.
    async fn show_anew(
        &self,
        place: Place,
        channel: &ChannelId,
        png: Bytes,
        until: Timestamp,
        shown: &mut Option<Shown>,
    ) -> Result<(), AppError> {
        let company = self.0.desk.company();
        let (Some(reader), Some(found)) =
            (company.find_staff(crate::domain::id::StaffId(place.chat_id)), company.find_channel(channel))
        else {
            return Ok(());
        };
        let caption = render::code_caption(&found.name, &self.voice(company.locale_of(reader)).0);
        let bytes = png.clone();
        let file = FileToSend {
            chat_id: place.chat_id,
            thread_id: (place.thread_id != 0).then_some(place.thread_id),
            kind: MediaKind::Image,
            name: "qr.png".to_owned(),
            caption,
            reply_to: None,
            is_secret: true,
            body: futures::stream::once(std::future::ready(Ok(bytes))).boxed(),
        };
        match self.0.sender.send_file(file, Priority::Answer).await {
            Ok(message) => {
                self.remove(place, message, until + TimeDelta::minutes(1)).await;
                if let Some(before) = shown.replace(Shown { png, message }) {
                    self.remove(place, before.message, self.now()).await;
                }
            }
            // The next look tries again.
            Err(error @ (SendError::Unreachable | SendError::Later { .. })) => {
                tracing::warn!(%error, "a code could not be sent");
            }
            Err(error) => tracing::warn!(%error, "a code is not taken"),
        }
        Ok(())
    }

    /// Has a picture taken away then, whatever happens to this process.
    async fn remove(&self, place: Place, message: i32, at: Timestamp) {
        let now = self.now();
        let (chat, thread) = (place.chat_id, i64::from(place.thread_id));
        let notice = Notice::Remove { message: message.into() };
        let put = self
            .0
            .desk
            .store()
            .write(move |tx| Box::pin(async move { put_at(tx, chat, thread, notice, at, now).await }));
        match put.await {
            Ok(()) => self.0.desk.wake().notices.notify_one(),
            Err(error) => tracing::error!(%error, "a code stays in a chat longer than it should"),
        }
    }
}
