//! Tells the people whom it concerns that a channel is lost, and that it is back; and owners what else is to be looked after.

use super::super::panel::Place;
use super::super::render;
use super::super::sender::Priority;
use super::Front;
use super::notices::{Sent, outcome};
use crate::app::AppError;
use crate::app::health::tell_of_turn;
use crate::domain::Timestamp;
use crate::domain::alarm::Finding;
use crate::domain::id::{ChannelId, StaffId};

impl Front {
    /// A channel turned a while ago: if it has stayed so, there is a notice for everybody whom it concerns.
    pub(super) async fn channel_turned(&self, channel: ChannelId) -> Result<Sent, AppError> {
        let now = self.now();
        let put = self
            .0
            .desk
            .store()
            .write(move |tx| Box::pin(async move { tell_of_turn(tx, &channel, now).await }));
        put.await?;
        self.0.desk.wake().notices.notify_one();
        Ok(Sent::Done)
    }

    /// Says it to one of them, unless it is not true any more.
    pub(super) async fn tell_of_channel(
        &self,
        place: Place,
        channel: &ChannelId,
        since: Timestamp,
        is_down: bool,
    ) -> Result<Sent, AppError> {
        let company = self.0.desk.company();
        let (Some(reader), Some(channel)) =
            (company.find_staff(StaffId(place.chat_id)), company.find_channel(channel))
        else {
            return Ok(Sent::Done);
        };
        let voice = self.voice(company.locale_of(reader));
        let told = match (is_down, channel.health.down()) {
            (true, Some(reason)) => render::channel_down(&channel.name, reason, since, &voice.0),
            (false, None) => render::channel_up(&channel.name, since, &voice.0),
            // It has turned meanwhile: the next notice tells what is.
            (true, None) | (false, Some(_)) => return Ok(Sent::Done),
        };
        Ok(outcome(self.send(place, &told.html, None, Priority::Notice).await.map(|_message_id| ())))
    }

    /// Says to an owner what is to be looked after, or that it is over.
    pub(super) async fn tell_of_alarm(
        &self,
        place: Place,
        finding: &Finding,
        since: Timestamp,
        is_over: bool,
    ) -> Result<Sent, AppError> {
        let company = self.0.desk.company();
        let Some(reader) = company.find_staff(StaffId(place.chat_id)) else { return Ok(Sent::Done) };
        let voice = self.voice(company.locale_of(reader));
        let channel = match finding {
            Finding::Queue { channel, .. } | Finding::Unreceived { channel, .. } => {
                company.find_channel(channel).map_or(channel.as_str(), |found| found.name.as_str())
            }
            Finding::Disk { .. } | Finding::Backup => "",
        };
        let told = render::alarm(finding, channel, since, is_over, &voice.0);
        Ok(outcome(self.send(place, &told.html, None, Priority::Notice).await.map(|_message_id| ())))
    }
}
