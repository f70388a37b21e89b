//! Quick values: what a person last gave for a gap of a template, offered as a button the next time.

use super::row::{Fields, json, ms};
use super::{Source, StoreError, Tx};
use crate::domain::Timestamp;
use crate::domain::id::StaffId;
use crate::domain::template::{SlotKey, TemplateKey, Value};

/// What the person last gave for each gap of the template.
pub async fn quick_values(
    source: impl Source,
    staff: StaffId,
    template: &TemplateKey,
) -> Result<Vec<(SlotKey, Value)>, StoreError> {
    let mut connection = source.reader().connect().await?;
    sqlx::query(
        "select slot, value
           from quick_value
          where staff_id = $1 and template_name = $2 and template_language = $3
          order by slot",
    )
    .bind(staff.0)
    .bind(&template.name)
    .bind(&template.language)
    .fetch_all(connection.sqlite())
    .await?
    .iter()
    .map(|row| {
        let row = Fields::of("quick_value", "slot", row);
        Ok((row.json("slot")?, row.json("value")?))
    })
    .collect()
}

/// Keeps the values given at `at`, each in the place of the one before.
pub async fn remember_values(
    tx: &mut Tx,
    staff: StaffId,
    template: &TemplateKey,
    values: &[(SlotKey, Value)],
    at: Timestamp,
) -> Result<(), StoreError> {
    for (slot, value) in values {
        tx.later(
            "insert into quick_value (staff_id, template_name, template_language, slot, value, used_at)
             values ($1, $2, $3, $4, $5, $6)
             on conflict (staff_id, template_name, template_language, slot)
             do update set value = excluded.value, used_at = excluded.used_at",
            [
                staff.0.into(),
                template.name.as_str().into(),
                template.language.as_str().into(),
                json(slot)?.into(),
                json(value)?.into(),
                ms(at).into(),
            ],
        )
        .await?;
    }
    Ok(())
}

/// Does not offer this value for this gap any more, whoever gave it.
pub(super) async fn forget_value(
    tx: &mut Tx,
    template: &TemplateKey,
    slot: &SlotKey,
    value: &Value,
) -> Result<(), StoreError> {
    tx.later(
        "delete from quick_value
          where template_name = $1 and template_language = $2 and slot = $3 and value = $4",
        [
            template.name.as_str().into(),
            template.language.as_str().into(),
            json(slot)?.into(),
            json(value)?.into(),
        ],
    )
    .await
}
