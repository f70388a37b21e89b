//! Our copy of the templates that a channel's provider lists. It is replaced as a whole: what is gone there is gone here.

use super::row::{Fields, json, ms};
use super::{Source, StoreError, Tx};
use crate::domain::Timestamp;
use crate::domain::id::ChannelId;
use crate::domain::limit;
use crate::domain::template::{Template, TemplateKey};
use sqlx::QueryBuilder;
use sqlx::sqlite::Sqlite;

/// Replaces the copy of the channel's templates by those listed at `synced_at`. Of two with the same name and language
/// the later one counts.
pub async fn replace_templates(
    tx: &mut Tx,
    channel: &ChannelId,
    templates: &[Template],
    synced_at: Timestamp,
) -> Result<(), StoreError> {
    let noted = sqlx::query("update channel set templates_synced_at = $2 where id = $1")
        .bind(channel.as_str())
        .bind(ms(synced_at))
        .execute(tx.sqlite())
        .await?;
    if noted.rows_affected() == 0 {
        return Err(StoreError::Missing { table: "channel", id: channel.to_string() });
    }
    sqlx::query("delete from template where channel_id = $1")
        .bind(channel.as_str())
        .execute(tx.sqlite())
        .await?;
    let rows = templates
        .iter()
        .map(|template| Ok((&template.key, json(template)?)))
        .collect::<Result<Vec<_>, StoreError>>()?;
    for rows in rows.chunks(limit::ROWS_PER_STATEMENT_MAX) {
        let mut query =
            QueryBuilder::<Sqlite>::new("insert into template (channel_id, name, language, content) ");
        query.push_values(rows, |mut row, (key, content)| {
            row.push_bind(channel.as_str()).push_bind(&key.name).push_bind(&key.language).push_bind(content);
        });
        query.push(" on conflict (channel_id, name, language) do update set content = excluded.content");
        query.build().persistent(false).execute(tx.sqlite()).await?;
    }
    Ok(())
}

/// The copy of the channel's templates, by name and language, and when it was made; `None` when it never was.
pub async fn load_templates(
    source: impl Source,
    channel: &ChannelId,
) -> Result<(Vec<Template>, Option<Timestamp>), StoreError> {
    let mut connection = source.reader().connect().await?;
    // One statement, so that list and time belong together: a channel without templates is one row without content.
    let rows = sqlx::query(
        "select channel.templates_synced_at, template.name, template.content
           from channel
           left join template on template.channel_id = channel.id
          where channel.id = $1
          order by template.name, template.language",
    )
    .bind(channel.as_str())
    .fetch_all(connection.sqlite())
    .await?;
    let mut templates = Vec::with_capacity(rows.len());
    let mut synced_at = None;
    for row in &rows {
        let row = Fields::of("template", "name", row);
        synced_at = row.at_opt("templates_synced_at")?;
        templates.extend(row.json_opt("content")?);
    }
    Ok((templates, synced_at))
}

/// One template by name and language.
pub async fn find_template(
    source: impl Source,
    channel: &ChannelId,
    key: &TemplateKey,
) -> Result<Option<Template>, StoreError> {
    let mut connection = source.reader().connect().await?;
    let row = sqlx::query(
        "select name, content from template where channel_id = $1 and name = $2 and language = $3",
    )
    .bind(channel.as_str())
    .bind(&key.name)
    .bind(&key.language)
    .fetch_optional(connection.sqlite())
    .await?;
    row.map(|row| Fields::of("template", "name", &row).json("content")).transpose()
}
