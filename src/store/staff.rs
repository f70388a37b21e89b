//! The people who answer, and the roster: everything about people, teams and channels that the screen needs at once.

use super::channel::ChannelRow;
use super::row::{Fields, word};
use super::{Source, StoreError, Tx, channel, team};
use crate::domain::id::StaffId;
use crate::domain::staff::{Locale, Role, StaffMember};
use crate::domain::team::Team;

/// Who works here, in which teams, through which channels. Small: an office, not a city.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Roster {
    /// Everybody, by name.
    pub staff: Vec<StaffMember>,
    /// All teams, by name, each with its channels.
    pub teams: Vec<Team>,
    /// All channels that were ever configured, by id.
    pub channels: Vec<ChannelRow>,
}

/// Reads everybody, all teams and all channels.
pub async fn load_roster(source: impl Source) -> Result<Roster, StoreError> {
    let mut connection = source.reader().connect().await?;
    let rows = sqlx::query(
        "select id, name, role, locale,
                (select string_agg(team_id, ' ') from staff_team where staff_id = staff.id) as teams
           from staff
          order by name, id",
    )
    .fetch_all(connection.sqlite())
    .await?;
    let staff = rows.iter().map(|row| read(&Fields::of("staff", "id", row))).collect::<Result<_, _>>()?;
    let teams = team::load_all(&mut connection).await?;
    let channels = channel::load_all(&mut connection).await?;
    Ok(Roster { staff, teams, channels })
}

fn read(row: &Fields<'_>) -> Result<StaffMember, StoreError> {
    let mut teams: Vec<_> = row.words("teams")?;
    teams.sort();
    Ok(StaffMember {
        id: StaffId(row.get("id")?),
        name: row.get("name")?,
        role: row.word("role")?,
        teams,
        locale: row.word_opt("locale")?,
    })
}

/// Creates the person with their teams when absent, and says whether it did. One who is there stays as they are: later
/// changes are made in the chat. The teams must exist.
pub async fn ensure_staff(tx: &mut Tx, member: &StaffMember) -> Result<bool, StoreError> {
    let created = sqlx::query(
        "insert into staff (id, name, role, locale) values ($1, $2, $3, $4) on conflict (id) do nothing",
    )
    .bind(member.id.0)
    .bind(&member.name)
    .bind(word(&member.role)?)
    .bind(member.locale.map(Locale::tag))
    .execute(tx.sqlite())
    .await?;
    if created.rows_affected() == 0 {
        return Ok(false);
    }
    for team in &member.teams {
        sqlx::query("insert into staff_team (staff_id, team_id) values ($1, $2) on conflict do nothing")
            .bind(member.id.0)
            .bind(team.as_str())
            .execute(tx.sqlite())
            .await?;
    }
    Ok(true)
}

/// Sets a person's language and says whether that changed anything.
pub async fn set_locale(tx: &mut Tx, staff: StaffId, locale: Locale) -> Result<bool, StoreError> {
    let changed = sqlx::query("update staff set locale = $2 where id = $1 and locale is distinct from $2")
        .bind(staff.0)
        .bind(locale.tag())
        .execute(tx.sqlite())
        .await?;
    Ok(changed.rows_affected() > 0)
}

/// Keeps the name and the language that a person came with; a language that is not known leaves the one that is.
pub async fn introduce(
    tx: &mut Tx,
    staff: StaffId,
    name: &str,
    locale: Option<Locale>,
) -> Result<(), StoreError> {
    sqlx::query("update staff set name = $2, locale = coalesce($3, locale) where id = $1")
        .bind(staff.0)
        .bind(name)
        .bind(locale.map(Locale::tag))
        .execute(tx.sqlite())
        .await?;
    Ok(())
}

/// Sets what a person may do and says whether that changed anything. Owners are named by the configuration.
pub async fn set_role(tx: &mut Tx, staff: StaffId, role: Role) -> Result<bool, StoreError> {
    let changed = sqlx::query("update staff set role = $2 where id = $1 and role <> $2")
        .bind(staff.0)
        .bind(word(&role)?)
        .execute(tx.sqlite())
        .await?;
    Ok(changed.rows_affected() > 0)
}
