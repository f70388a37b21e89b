//! How channels are: what is heard of them has its effects, and the people whom it concerns are told.
//!
//! Needed: who works with a channel hears once that it is lost and once that it is back, and a phone that comes and goes
//! every few seconds disturbs nobody. Chosen: a turn (down or back) puts one notice for later, in the place of the one
//! before; when its time comes, what the channel is then is compared with what people were told last. Rejected: to tell
//! at once and fall silent afterwards, which tells of every phone that changes networks.
//!
//! Races, and what was decided: the channel turns again before the notice is due: the newer one takes its place, and
//! when it finds what people know already, nothing is said. The process dies after noting what people were told: the
//! notices for each person are in the same transaction.

use super::notice::{self, Notice};
use crate::domain::Timestamp;
use crate::domain::channel::Health;
use crate::domain::id::ChannelId;
use crate::domain::limit::{CHANNEL_DOWN_TOLD_AFTER, CHANNEL_UP_TOLD_AFTER};
use crate::store::channel::{find_channel, people_of_channel, set_channel_health, set_told_down};
use crate::store::{StoreError, Tx, outbox};
use chrono::TimeDelta;

/// How long it must stay so before people are told.
const fn patience(is_down: bool) -> TimeDelta {
    if is_down { CHANNEL_DOWN_TOLD_AFTER } else { CHANNEL_UP_TOLD_AFTER }
}

/// Takes in how a channel is said to be; says whether that changed anything. What waited for the phone leaves when it is
/// back, the conversations that it was to start one by one.
pub async fn set_health(
    tx: &mut Tx,
    channel: &ChannelId,
    heard: &Health,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let Some(before) = find_channel(&mut *tx, channel).await? else { return Ok(false) };
    let health = before.health.after(heard);
    if health == before.health {
        return Ok(false);
    }
    let has_turned = health.is_down() != before.health.is_down();
    let since = if has_turned { now } else { before.health_at.unwrap_or(now) };
    set_channel_health(tx, channel, &health, since).await?;
    if has_turned {
        let notice = Notice::ChannelTurned { channel: channel.clone() };
        notice::put_at(tx, 0, 0, notice, now + patience(health.is_down()), now).await?;
    }
    if health.holds() != before.health.holds() {
        if !health.holds() {
            outbox::release_lost(tx, channel, now).await?;
            outbox::space_starts(tx, channel, now).await?;
        }
        // The cards say for what the messages on them wait.
        for attendance in outbox::waiting_attendances(tx, channel).await? {
            notice::refresh_cards(tx, attendance, now).await?;
        }
    }
    Ok(true)
}

/// What people are to be told of a channel that is so since then: that it is down, or up again. `Err`: it is too early,
/// look again then. `Ok(None)`: they know.
fn to_tell(
    health: &Health,
    since: Timestamp,
    is_told_down: bool,
    now: Timestamp,
) -> Result<Option<bool>, Timestamp> {
    let is_down = health.is_down();
    if is_down == is_told_down {
        return Ok(None);
    }
    let due = since + patience(is_down);
    if due > now { Err(due) } else { Ok(Some(is_down)) }
}

/// Looks whether a channel that turned has stayed so, and tells the people whom it concerns.
pub async fn tell_of_turn(tx: &mut Tx, channel: &ChannelId, now: Timestamp) -> Result<(), StoreError> {
    let Some(row) = find_channel(&mut *tx, channel).await? else { return Ok(()) };
    let since = row.health_at.unwrap_or(now);
    match to_tell(&row.health, since, row.is_told_down, now) {
        Ok(None) => Ok(()),
        Err(due) => {
            let notice = Notice::ChannelTurned { channel: channel.clone() };
            notice::put_at(tx, 0, 0, notice, due, now).await
        }
        Ok(Some(is_down)) => {
            set_told_down(tx, channel, is_down).await?;
            for person in people_of_channel(&mut *tx, channel).await? {
                let channel = channel.clone();
                let notice = if is_down {
                    Notice::ChannelDown { channel, since }
                } else {
                    Notice::ChannelUp { channel, since }
                };
                notice::put(tx, person.0, 0, notice, now).await?;
            }
            Ok(())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::channel::DownReason;

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_timestamp(1_795_000_000 + seconds, 0).expect("a moment")
    }

    #[test]
    fn people_are_told_of_a_channel_that_stays_down_and_of_one_that_is_really_back() {
        let lost = Health::Down { reason: DownReason::Disconnected };
        let (down, up) = (CHANNEL_DOWN_TOLD_AFTER.num_seconds(), CHANNEL_UP_TOLD_AFTER.num_seconds());
        assert_eq!(to_tell(&lost, at(0), false, at(down - 1)), Err(at(down)));
        assert_eq!(to_tell(&lost, at(0), false, at(down)), Ok(Some(true)));
        assert_eq!(to_tell(&lost, at(0), true, at(down * 9)), Ok(None), "they know");
        assert_eq!(to_tell(&Health::Up, at(0), true, at(up - 1)), Err(at(up)));
        assert_eq!(to_tell(&Health::Up, at(0), true, at(up)), Ok(Some(false)));
        for well in [Health::Up, Health::Unknown] {
            assert_eq!(to_tell(&well, at(0), false, at(0)), Ok(None), "it was back before anybody heard");
        }
    }
}
