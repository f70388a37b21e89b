//! What people are told of what changed for them.

use super::super::html::say;
use super::words::role;
use super::{name, names};
use crate::app::notice::Told;
use crate::dialogue::facts::Company;
use crate::domain::id::StaffId;
use crate::domain::staff::StaffMember;
use crate::i18n::{Key, Voice};

fn teams_of(one: &StaffMember, company: &Company, voice: &Voice<'_>) -> String {
    let teams = company.teams_in_use().filter(|team| one.may_use_team(&team.id));
    names(&teams.map(|team| team.name.clone()).collect::<Vec<_>>(), voice)
}

/// The words, with the names that are true now. `None`: it is about nobody any more.
pub fn told(
    told: &Told,
    reader: Option<&StaffMember>,
    company: &Company,
    voice: &Voice<'_>,
) -> Option<String> {
    let who = |id: &StaffId| name(company.name_of(*id).unwrap_or_default());
    Some(match told {
        Told::Welcome { by } => {
            let me = reader?;
            let args = [
                ("name", name(me.first_name()).into()),
                ("by", who(by).into()),
                ("role", role(me.role, voice).into()),
                ("teams", teams_of(me, company, voice).into()),
            ];
            say(voice, Key::ToldWelcome, &args)
        }
        Told::Joined { staff } => {
            let one = company.find_staff(*staff)?;
            let args = [
                ("name", name(&one.name).into()),
                ("role", role(one.role, voice).into()),
                ("teams", teams_of(one, company, voice).into()),
            ];
            say(voice, Key::ToldJoined, &args)
        }
        Told::Role { role: is, by } => {
            say(voice, Key::ToldRole, &[("by", who(by).into()), ("role", role(*is, voice).into())])
        }
        Told::Renamed { by } => {
            say(voice, Key::ToldRenamed, &[("by", who(by).into()), ("name", name(&reader?.name).into())])
        }
        Told::Teams => say(voice, Key::ToldTeams, &[("teams", teams_of(reader?, company, voice).into())]),
        Told::Away { is_away, by } => {
            let key = if *is_away { Key::ToldAway } else { Key::ToldAvailable };
            say(voice, key, &[("by", who(by).into())])
        }
        Told::Goodbye => voice.word(Key::ToldGoodbye),
        Told::Unreachable { staff, returned } => {
            let args = [("name", who(staff).into()), ("returned", (*returned).into())];
            say(voice, Key::ToldUnreachable, &args)
        }
    })
}
