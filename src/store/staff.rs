//! The people who answer, and the roster: everything about people, teams and channels that the screen needs at once.

use super::channel::ChannelRow;
use super::row::{Fields, ms, word};
use super::{Source, StoreError, Tx, channel, holiday, preferences, team};
use crate::domain::Timestamp;
use crate::domain::hours::Holiday;
use crate::domain::id::{StaffId, TeamId};
use crate::domain::preferences::Notices;
use crate::domain::staff::{Locale, Role, StaffMember};
use crate::domain::team::Team;

/// Who works here, in which teams, through which channels. Small: an office, not a city.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Roster {
    /// Everybody who works here, by name.
    pub staff: Vec<StaffMember>,
    /// Names of those who were removed.
    pub former: Vec<(StaffId, String)>,
    /// All teams, by name, each with its channels.
    pub teams: Vec<Team>,
    /// The company's holidays, in their order.
    pub holidays: Vec<Holiday>,
    /// All channels that were ever configured, by id.
    pub channels: Vec<ChannelRow>,
}

/// Reads everybody, all teams and all channels.
pub async fn load_roster(source: impl Source) -> Result<Roster, StoreError> {
    let mut connection = source.reader().connect().await?;
    let rows = sqlx::query(
        "select id, name, role, locale, is_away, unreachable_at, removed_at,
                shown_name, signs, notices, quiet_from, quiet_until,
                (select string_agg(team_id, ' ') from staff_team where staff_id = staff.id) as teams
           from staff
          order by name, id",
    )
    .fetch_all(connection.sqlite())
    .await?;
    let (mut staff, mut former) = (Vec::new(), Vec::new());
    for row in &rows {
        let row = Fields::of("staff", "id", row);
        let member = read(&row)?;
        if row.at_opt("removed_at")?.is_some() {
            former.push((member.id, member.name));
        } else {
            staff.push(member);
        }
    }
    let teams = team::load_all(&mut connection).await?;
    let channels = channel::load_all(&mut connection).await?;
    let holidays = holiday::load_all(&mut connection).await?;
    Ok(Roster { staff, former, teams, holidays, channels })
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
        preferences: preferences::read(row)?,
        is_away: row.get("is_away")?,
        is_unreachable: row.at_opt("unreachable_at")?.is_some(),
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
    .bind(member.locale.as_ref().map(Locale::tag))
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

/// Keeps the name and the language that a person came with; a name that somebody gave them meanwhile stays, and so does
/// the language when theirs is not known.
pub async fn introduce(
    tx: &mut Tx,
    staff: StaffId,
    name: &str,
    locale: Option<Locale>,
) -> Result<(), StoreError> {
    sqlx::query("update staff set name = case when name = '' then $2 else name end, locale = coalesce($3, locale) where id = $1")
        .bind(staff.0)
        .bind(name)
        .bind(locale.as_ref().map(Locale::tag))
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

/// A person who joins, or who was here before and comes back: role and teams are those, and nothing of before is left.
pub async fn hire(tx: &mut Tx, member: &StaffMember) -> Result<(), StoreError> {
    sqlx::query(
        "insert into staff (id, name, role, locale) values ($1, $2, $3, $4)
         on conflict (id) do update
            set name = excluded.name, role = excluded.role, locale = coalesce(staff.locale, excluded.locale),
                is_away = 0, unreachable_at = null, removed_at = null",
    )
    .bind(member.id.0)
    .bind(&member.name)
    .bind(word(&member.role)?)
    .bind(member.locale.as_ref().map(Locale::tag))
    .execute(tx.sqlite())
    .await?;
    tx.later("delete from staff_team where staff_id = $1", [member.id.0.into()]).await?;
    for team in &member.teams {
        set_in_team(tx, member.id, team, true).await?;
    }
    Ok(())
}

/// Removes a person. The row stays: what they did refers to it. False when they were not here.
pub async fn remove(tx: &mut Tx, staff: StaffId, at: Timestamp) -> Result<bool, StoreError> {
    let changed = sqlx::query("update staff set removed_at = $2 where id = $1 and removed_at is null")
        .bind(staff.0)
        .bind(ms(at))
        .execute(tx.sqlite())
        .await?;
    tx.later("delete from staff_team where staff_id = $1", [staff.0.into()]).await?;
    tx.later("delete from session where staff_id = $1", [staff.0.into()]).await?;
    Ok(changed.rows_affected() > 0)
}

/// Brings back a person whom the configuration names.
pub async fn restore(tx: &mut Tx, staff: StaffId) -> Result<(), StoreError> {
    tx.later("update staff set removed_at = null where id = $1", [staff.0.into()]).await
}

/// What a person may do; `None` when they do not work here.
pub async fn role_of(source: impl Source, staff: StaffId) -> Result<Option<Role>, StoreError> {
    let mut connection = source.reader().connect().await?;
    let row = sqlx::query("select id, role from staff where id = $1 and removed_at is null")
        .bind(staff.0)
        .fetch_optional(connection.sqlite())
        .await?;
    row.map(|row| Fields::of("staff", "id", &row).word("role")).transpose()
}

/// A person who works here.
pub async fn find_member(source: impl Source, staff: StaffId) -> Result<Option<StaffMember>, StoreError> {
    let mut connection = source.reader().connect().await?;
    let row = sqlx::query(
        "select id, name, role, locale, is_away, unreachable_at,
                shown_name, signs, notices, quiet_from, quiet_until,
                (select string_agg(team_id, ' ') from staff_team where staff_id = staff.id) as teams
           from staff
          where id = $1 and removed_at is null",
    )
    .bind(staff.0)
    .fetch_optional(connection.sqlite())
    .await?;
    row.map(|row| read(&Fields::of("staff", "id", &row))).transpose()
}

/// Gives a person another name and says whether it is one.
pub async fn rename(tx: &mut Tx, staff: StaffId, name: &str) -> Result<bool, StoreError> {
    let changed = sqlx::query("update staff set name = $2 where id = $1 and name <> $2")
        .bind(staff.0)
        .bind(name)
        .execute(tx.sqlite())
        .await?;
    Ok(changed.rows_affected() > 0)
}

/// Everybody with this role who works here.
pub async fn with_role(source: impl Source, role: Role) -> Result<Vec<StaffId>, StoreError> {
    let mut connection = source.reader().connect().await?;
    let rows = sqlx::query("select id from staff where role = $1 and removed_at is null order by id")
        .bind(word(&role)?)
        .fetch_all(connection.sqlite())
        .await?;
    rows.iter().map(|row| Ok(StaffId(Fields::of("staff", "id", row).get("id")?))).collect()
}

/// Owners, and managers of a team in which this person is; of these, who can be told.
pub async fn who_looks_after(source: impl Source, whom: StaffId) -> Result<Vec<StaffId>, StoreError> {
    let mut connection = source.reader().connect().await?;
    let rows = sqlx::query(
        "select id
           from staff
          where removed_at is null and unreachable_at is null and id <> $1
            and (role = 'owner'
                 or role = 'manager'
                    and exists (select 1
                                  from staff_team as theirs
                                  join staff_team as mine on mine.team_id = theirs.team_id
                                 where theirs.staff_id = $1 and mine.staff_id = staff.id))
          order by id",
    )
    .bind(whom.0)
    .fetch_all(connection.sqlite())
    .await?;
    rows.iter().map(|row| Ok(StaffId(Fields::of("staff", "id", row).get("id")?))).collect()
}

/// Who of a team is there to be offered what waits, and of what they want to be told; of one without people, the owners.
pub async fn available(source: impl Source, team: &TeamId) -> Result<Vec<(StaffId, Notices)>, StoreError> {
    let mut connection = source.reader().connect().await?;
    let rows = sqlx::query(
        "select id, notices
           from staff
          where removed_at is null and unreachable_at is null and is_away = 0
            and (exists (select 1 from staff_team where staff_id = staff.id and team_id = $1)
                 or role = 'owner' and not exists (select 1 from staff_team where team_id = $1))
          order by id",
    )
    .bind(team.as_str())
    .fetch_all(connection.sqlite())
    .await?;
    rows.iter()
        .map(|row| {
            let row = Fields::of("staff", "id", row);
            Ok((StaffId(row.get("id")?), row.word("notices")?))
        })
        .collect()
}

/// Puts a person into a team, or takes them out of it.
pub async fn set_in_team(tx: &mut Tx, staff: StaffId, team: &TeamId, is_in: bool) -> Result<(), StoreError> {
    let sql = if is_in {
        "insert into staff_team (staff_id, team_id) values ($1, $2) on conflict do nothing"
    } else {
        "delete from staff_team where staff_id = $1 and team_id = $2"
    };
    tx.later(sql, [staff.0.into(), team.as_str().into()]).await
}

/// Notes whether a person says that they are away.
pub async fn set_away(tx: &mut Tx, staff: StaffId, is_away: bool) -> Result<(), StoreError> {
    let sql = "update staff set is_away = $2 where id = $1";
    tx.later(sql, [staff.0.into(), i64::from(is_away).into()]).await
}

/// Notes since when the bot cannot reach a person, or that it can again. Says whether that is new.
pub async fn set_unreachable(
    tx: &mut Tx,
    staff: StaffId,
    since: Option<Timestamp>,
) -> Result<bool, StoreError> {
    let changed = sqlx::query(
        "update staff set unreachable_at = $2
          where id = $1 and removed_at is null and (unreachable_at is null) <> ($2 is null)",
    )
    .bind(staff.0)
    .bind(since.map(ms))
    .execute(tx.sqlite())
    .await?;
    Ok(changed.rows_affected() > 0)
}
