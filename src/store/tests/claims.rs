//! A property of the outbox: whatever happens in whatever order, what is taken is exactly what a plain model of the rules
//! allows, so no message passes another of its line and nothing that may leave stays.

use super::super::message;
use super::super::outbox::*;
use super::*;
use proptest::prelude::*;

/// One thing that happens. Numbers are taken modulo what is there.
#[derive(Debug, Clone)]
enum Act {
    Put { line: usize, held: bool, due_in: i64 },
    Claim { limit: u32 },
    Settle { row: usize, how: u8 },
    Receipt { row: usize, failed: bool },
    Resend { row: usize },
    Release { line: usize },
    Wait { seconds: i64 },
    Sweep,
    Restart,
}

fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        5 => (0..3_usize, prop::bool::weighted(0.2), 0..5_i64)
            .prop_map(|(line, held, due_in)| Act::Put { line, held, due_in }),
        6 => (1..5_u32).prop_map(|limit| Act::Claim { limit }),
        6 => (0..64_usize, 0..6_u8).prop_map(|(row, how)| Act::Settle { row, how }),
        2 => (0..64_usize, any::<bool>()).prop_map(|(row, failed)| Act::Receipt { row, failed }),
        2 => (0..64_usize).prop_map(|row| Act::Resend { row }),
        1 => (0..3_usize).prop_map(|line| Act::Release { line }),
        2 => (1..60_i64).prop_map(|seconds| Act::Wait { seconds }),
        1 => Just(Act::Sweep),
        1 => Just(Act::Restart),
    ]
}

#[derive(Debug, Clone)]
struct Row {
    line: usize,
    state: DeliveryState,
    due: i64,
    lease: i64,
    attempt: u32,
}

#[derive(Debug, Default)]
struct Model {
    now: i64,
    rows: Vec<Row>,
}

impl Model {
    /// Rows that may leave, as (due, position).
    fn first_of_lines(&self) -> Vec<(i64, usize)> {
        use DeliveryState::{Leased, Queued, Unknown};
        let blocks = |row: &Row| matches!(row.state, Queued | Leased | Unknown);
        let mut free: Vec<_> = (self.rows.iter().enumerate())
            .filter(|(_, row)| row.state == Queued)
            .filter(|(at, row)| {
                !self.rows[..*at].iter().any(|before| before.line == row.line && blocks(before))
            })
            .map(|(at, row)| (row.due, at))
            .collect();
        free.sort_unstable();
        free
    }

    fn claim(&mut self, limit: u32) -> Vec<usize> {
        let due = self.first_of_lines().into_iter().filter(|(due, _)| *due <= self.now);
        let taken: Vec<usize> = due.map(|(_, at)| at).take(usize::try_from(limit).unwrap()).collect();
        for at in &taken {
            let row = &mut self.rows[*at];
            row.state = DeliveryState::Leased;
            row.lease = self.now + 90;
            row.attempt += 1;
        }
        taken
    }

    fn pick(&self, row: usize) -> Option<usize> {
        (!self.rows.is_empty()).then(|| row % self.rows.len())
    }

    fn sweep(&mut self, all: bool) {
        for row in &mut self.rows {
            if row.state == DeliveryState::Leased && (all || row.lease <= self.now) {
                row.state = DeliveryState::Unknown;
            }
        }
    }
}

fn id(row: usize) -> u128 {
    u128::try_from(row).unwrap() + 1
}

async fn settle_both(store: &Store, model: &mut Model, at_row: usize, how: u8) {
    let retry_at = model.now + 7;
    let row = &mut model.rows[at_row];
    let (settle_as, next) = match how {
        0 => (SettleAs::Retry { at: at(retry_at), waits_for: None }, DeliveryState::Queued),
        1 => (SettleAs::Held, DeliveryState::Held),
        2 => (SettleAs::Failed, DeliveryState::Failed),
        3 => (SettleAs::Unknown, DeliveryState::Unknown),
        _ => (SettleAs::Done, DeliveryState::Done),
    };
    let counts = matches!(row.state, DeliveryState::Leased | DeliveryState::Unknown);
    if counts {
        row.state = next;
        row.due = if how == 0 { retry_at } else { row.due };
    }
    let (delivery, attempt) = (delivery_of(at_row), row.attempt);
    let counted = store.write(move |tx| settle(tx, delivery, attempt, settle_as).boxed()).await.unwrap();
    assert_eq!(counted, counts);
}

async fn put_both(store: &Store, model: &mut Model, line: usize, held: bool, due: i64) {
    let state = if held { DeliveryState::Held } else { DeliveryState::Queued };
    let n = id(model.rows.len());
    model.rows.push(Row { line, state, due, lease: 0, attempt: 0 });
    let message = outgoing(n, AttendanceId::new(Uuid::from_u128(id(line))), MessageState::Queued);
    let delivery = delivery(n, &message, of_line(line), oficial());
    let put = store.write(move |tx| {
        async move {
            message::insert_message(tx, &message, None).await?;
            insert_delivery(tx, &delivery, state, Start::at_once(at(due))).await
        }
        .boxed()
    });
    put.await.unwrap();
}

async fn claim_both(store: &Store, model: &mut Model, limit: u32) {
    let now = model.now;
    let taken = store.write(move |tx| claim(tx, at(now), at(now + 90), limit, &[]).boxed()).await.unwrap();
    let taken: Vec<_> = taken.iter().map(|one| (one.id.uuid().as_u128(), one.attempt)).collect();
    let expected = model.claim(limit);
    let expected: Vec<_> = expected.iter().map(|row| (id(*row), model.rows[*row].attempt)).collect();
    assert_eq!(taken, expected);
}

async fn report_both(store: &Store, row: &mut Row, delivery: DeliveryId, failed: bool) {
    use DeliveryState::{Done, Failed, Leased, Unknown};
    let counts = if failed { matches!(row.state, Leased | Unknown | Done) } else { row.state != Done };
    if counts {
        row.state = if failed { Failed } else { Done };
    }
    let counted = store.write(move |tx| settle_by_receipt(tx, delivery, failed).boxed()).await.unwrap();
    assert_eq!(counted, counts);
}

async fn resend_both(store: &Store, row: &mut Row, delivery: DeliveryId, now: i64) {
    let counts = matches!(row.state, DeliveryState::Unknown | DeliveryState::Failed);
    if counts {
        row.state = DeliveryState::Queued;
        row.due = now;
    }
    let counted = store.write(move |tx| resend(tx, delivery, at(now)).boxed()).await.unwrap();
    assert_eq!(counted, counts);
}

async fn release_both(store: &Store, model: &mut Model, line: usize) {
    let now = model.now;
    for row in model.rows.iter_mut().filter(|row| row.line == line && row.state == DeliveryState::Held) {
        row.state = DeliveryState::Queued;
        row.due = now;
    }
    let contact = of_line(line);
    store
        .write(move |tx| async move { release_held(tx, contact, &oficial(), at(now)).await }.boxed())
        .await
        .unwrap();
}

async fn do_both(store: &Store, model: &mut Model, act: Act) {
    let now = model.now;
    match act {
        Act::Put { line, held, due_in } => put_both(store, model, line, held, now + due_in).await,
        Act::Claim { limit } => claim_both(store, model, limit).await,
        Act::Release { line } => release_both(store, model, line).await,
        Act::Wait { seconds } => model.now += seconds,
        Act::Sweep => {
            model.sweep(false);
            store.write(move |tx| expire_leases(tx, at(now)).boxed()).await.unwrap();
        }
        Act::Restart => {
            model.sweep(true);
            store.write(|tx| lapse_all_leases(tx).boxed()).await.unwrap();
        }
        Act::Settle { row, how } => {
            if let Some(row) = model.pick(row) {
                settle_both(store, model, row, how).await;
            }
        }
        Act::Receipt { row, failed } => {
            if let Some(row) = model.pick(row) {
                report_both(store, &mut model.rows[row], delivery_of(row), failed).await;
            }
        }
        Act::Resend { row } => {
            if let Some(row) = model.pick(row) {
                resend_both(store, &mut model.rows[row], delivery_of(row), now).await;
            }
        }
    }
    let expected = model.first_of_lines().first().map(|(due, _)| at(*due));
    assert_eq!(next_due(store, &[]).await.unwrap(), expected);
}

fn delivery_of(row: usize) -> DeliveryId {
    DeliveryId::new(Uuid::from_u128(id(row)))
}

fn of_line(line: usize) -> ContactId {
    ContactId::new(Uuid::from_u128(id(line)))
}

async fn clear(store: &Store) {
    store
        .write(|tx| {
            async move {
                sqlx::query("delete from outbox; delete from message").execute(tx.sqlite()).await?;
                Ok(())
            }
            .boxed()
        })
        .await
        .unwrap();
}

#[test]
fn no_order_of_events_lets_a_message_pass_another_of_its_line() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let desk = runtime.block_on(async {
        let desk = desk().await;
        for line in 1..=3 {
            let contact = add_contact(&desk.store, line, "Maria", &format!("55519999900{line:02}")).await;
            add_attendance(&desk.store, attendance(line, contact, oficial())).await.unwrap();
        }
        desk
    });
    proptest!(ProptestConfig::with_cases(32), |(acts in prop::collection::vec(act(), 1..60))| {
        runtime.block_on(async {
            clear(&desk.store).await;
            let mut model = Model::default();
            for act in acts {
                do_both(&desk.store, &mut model, act).await;
            }
        });
    });
}
