//! The store's inbox, as the lanes see it.

use super::super::inbox::{InboxError, InboxPort, RawUpdate};
use super::super::plug::Plug;
use crate::app::Desk;
use crate::app::advance::TELEGRAM;
use crate::domain::limit::UPDATE_ATTEMPTS_MAX;
use crate::store::StoreError;
use crate::store::inbox::{
    AfterFailure, InboxRow, fail_inbox, finish_inbox, insert_inbox, waiting_inbox, waiting_lanes,
};
use std::sync::Arc;

fn failed(error: &StoreError) -> InboxError {
    InboxError(error.to_string())
}

/// The port, over the desk's store.
pub fn port(desk: &Desk) -> InboxPort {
    InboxPort {
        store: storing(desk.clone()),
        waiting_in_lane: waiting_in_lane(desk.clone()),
        waiting_lanes: lanes(desk.clone()),
        count_attempt: counting(desk.clone()),
        finish: finishing(desk.clone()),
        give_up: giving_up(desk.clone()),
    }
}

fn storing(desk: Desk) -> Plug<Vec<Arc<RawUpdate>>, Result<Vec<i64>, InboxError>> {
    Plug::new(move |updates: Vec<Arc<RawUpdate>>| {
        let desk = desk.clone();
        async move {
            let now = desk.clock().now();
            let rows: Vec<InboxRow> = updates
                .iter()
                .map(|update| InboxRow {
                    source: TELEGRAM.to_owned(),
                    remote_id: update.update_id.to_string(),
                    lane: update.lane.clone(),
                    raw: update.raw.clone(),
                    attempts: 0,
                    received_at: now,
                })
                .collect();
            let new = desk
                .store()
                .write(move |tx| Box::pin(async move { insert_inbox(tx, &rows).await }))
                .await
                .map_err(|error| failed(&error))?;
            let fresh = updates.iter().zip(new).filter(|(_, new)| *new);
            Ok(fresh.map(|(update, _)| update.update_id).collect())
        }
    })
}

fn raw_update(row: InboxRow) -> Option<RawUpdate> {
    Some(RawUpdate {
        update_id: row.remote_id.parse().ok()?,
        lane: row.lane,
        raw: row.raw,
        attempts: row.attempts,
    })
}

fn waiting_in_lane(desk: Desk) -> Plug<(String, usize), Result<Vec<RawUpdate>, InboxError>> {
    Plug::new(move |(lane, most): (String, usize)| {
        let desk = desk.clone();
        async move {
            let most = u32::try_from(most).unwrap_or(u32::MAX);
            let rows = waiting_inbox(desk.store(), TELEGRAM, &lane, most).await;
            let rows = rows.map_err(|error| failed(&error))?;
            Ok(rows.into_iter().filter_map(raw_update).collect())
        }
    })
}

fn lanes(desk: Desk) -> Plug<usize, Result<Vec<String>, InboxError>> {
    Plug::new(move |most: usize| {
        let desk = desk.clone();
        async move {
            let mut lanes =
                waiting_lanes(desk.store(), TELEGRAM).await.map_err(|error| failed(&error))?;
            lanes.truncate(most);
            Ok(lanes)
        }
    })
}

fn counting(desk: Desk) -> Plug<i64, Result<u32, InboxError>> {
    Plug::new(move |update_id: i64| {
        let desk = desk.clone();
        async move {
            let after = fail(&desk, update_id, u32::MAX).await?;
            Ok(match after {
                AfterFailure::TryAgain { attempts } => attempts,
                AfterFailure::GivenUp | AfterFailure::Settled => UPDATE_ATTEMPTS_MAX,
            })
        }
    })
}

fn giving_up(desk: Desk) -> Plug<i64, Result<(), InboxError>> {
    Plug::new(move |update_id: i64| {
        let desk = desk.clone();
        async move { fail(&desk, update_id, 0).await.map(|_after| ()) }
    })
}

async fn fail(desk: &Desk, update_id: i64, attempts_max: u32) -> Result<AfterFailure, InboxError> {
    desk.store()
        .write(move |tx| {
            Box::pin(async move { fail_inbox(tx, TELEGRAM, &update_id.to_string(), attempts_max).await })
        })
        .await
        .map_err(|error| failed(&error))
}

fn finishing(desk: Desk) -> Plug<i64, Result<(), InboxError>> {
    Plug::new(move |update_id: i64| {
        let desk = desk.clone();
        async move {
            desk.store()
                .write(move |tx| {
                    Box::pin(async move { finish_inbox(tx, TELEGRAM, &update_id.to_string()).await })
                })
                .await
                .map(|_changed| ())
                .map_err(|error| failed(&error))
        }
    })
}
