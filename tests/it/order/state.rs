//! The end of a story as lines that can be compared: everything that people or providers could notice.
//!
//! Left out, because it must differ or may:
//! - ids of ours, which are random; rows are told by their contact and what they say;
//! - ids of providers, which are random too: they are called by their [`Story::names`];
//! - where a message stands among others. They stand in the order in which they came, by our clock: a provider's clock has
//!   whole seconds, and what was shown once is not moved. So the lines are sorted;
//! - notices that are due: they are on their way to Telegram.

use super::story::Story;
use crate::world::CARLA;
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use sqlx::{AssertSqlSafe, Connection as _};

/// One query for each kind of line; the first and only column is the line.
const LINES: [&str; 8] = [
    "select 'contact ' || coalesce(name, '?') || ' ' || coalesce(phone, '-') || ' ' ||
            (select string_agg(kind || ':' || value, ' ' order by kind, value)
               from contact_address where contact_id = contact.id)
       from contact",
    "select 'attendance ' || contact.name || ' ' || channel_id || ' ' || team_id || ' ' ||
            coalesce(staff_id, 'nobody') || ' ' || state
       from attendance join contact on contact.id = contact_id",
    "select 'message ' || contact.name || ' ' || message.channel_id || ' ' || direction || ' ' || message.state ||
            ' at ' || state_at || ' ' || coalesce(remote_id, '-') || ' ' || content || ' fault ' ||
            coalesce(fault, '-') || ' price ' || coalesce(pricing, '-') || ' answers ' || coalesce(answers, '-')
       from message join attendance on attendance.id = attendance_id join contact on contact.id = contact_id",
    "select 'window ' || contact.name || ' ' || channel_id || ' ' || last_incoming_at
       from conversation join contact on contact.id = contact_id",
    "select 'delivery ' || contact.name || ' ' || outbox.state || ' ' || attempt || ' ' || content
       from outbox join message on message.id = message_id join contact on contact.id = contact_id",
    "select 'topic ' || contact.name || ' ' || topic.chat_id
       from topic join attendance on attendance.id = attendance_id join contact on contact.id = contact_id",
    "select 'waits ' || source || ' ' || remote_id from inbox where source <> 'telegram' and state <> 'done'",
    "select 'later ' || contact.name || ' ' || json_extract(payload, '$.notice.kind') || ' ' ||
            json_extract(payload, '$.notice.said') || ' to ' || chat_id || ' at ' || due_at
       from notice
       join attendance on attendance.id = json_extract(payload, '$.notice.attendance')
       join contact on contact.id = contact_id
      where due_at > $now",
];

/// Stops the service and reads what it leaves behind.
pub(super) async fn state_of(story: &mut Story) -> Vec<String> {
    assert!(story.world.stop().await, "it stops in order");
    story.world.nothing_invalid();
    let now = story.world.clock.now().timestamp_millis().to_string();
    let options = SqliteConnectOptions::new().filename(story.world.database());
    let mut connection = SqliteConnection::connect_with(&options).await.unwrap();
    let mut lines: Vec<String> = Vec::new();
    for query in LINES {
        let query = AssertSqlSafe(query.replace("$now", &now));
        let found: Vec<String> = sqlx::query_scalar(query).fetch_all(&mut connection).await.unwrap();
        lines.extend(found);
    }
    connection.close().await.unwrap();
    let opened = story.world.telegram.topics(CARLA).len();
    lines.push(format!("topics in Carla's chat: {opened}"));
    for line in &mut lines {
        for (id, name) in story.names() {
            *line = line.replace(&id, &name);
        }
    }
    lines.sort();
    lines
}
