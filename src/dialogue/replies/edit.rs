//! Making, changing and removing quick replies.

use super::say::send_checked;
use super::{Place, Press, at, count, find, may_write};
use crate::dialogue::facts::{Facts, Need};
use crate::dialogue::home;
use crate::dialogue::screen::{Label, Line};
use crate::dialogue::settings::Setting;
use crate::dialogue::state::State;
use crate::dialogue::step::{Change, Step, Stepped};
use crate::domain::quick_reply::{QuickReply, REPLIES_MAX, REPLY_LEN_MAX, ReplyOwner, ReplyWord, WordFault};
use crate::domain::team::Team;

/// A button among them, from wherever it stands. `None`: it belongs to the panel before it.
pub fn press(from: &State, press: &Press, facts: &Facts) -> Stepped {
    let place = if let State::Replies { place } = from { Some(place) } else { None };
    let stay = || Step::to(from.clone());
    Ok(match (press, place) {
        (Press::List, _) => Step::to(at(Place::List { page: 0 })).draft(home::draft_of(from)),
        (Press::New, _) => Step::to(at(Place::AskWord)).draft(home::draft_of(from)),
        (Press::One(reply), Some(Place::Choose { attendance, .. })) => {
            Step::to(at(Place::Check { attendance: *attendance, reply: *reply }))
        }
        (Press::One(reply), _) => Step::to(at(Place::One { reply: *reply })).draft(home::draft_of(from)),
        (Press::Edit, Some(Place::One { reply })) => Step::to(at(Place::Edit { reply: *reply })),
        (Press::Remove, Some(Place::One { reply })) => match find(*reply, facts)? {
            Some(found) if may_write(&found.owner, facts) => Step::to(at(Place::List { page: 0 }))
                .with(Change::Set(Setting::RemoveReply(*reply)))
                .saying(Line::ReplyGone { word: found.word.to_string() }),
            Some(_) => stay().saying(Line::NotAllowed),
            None => stay(),
        },
        (Press::Mine, Some(Place::Whose { word, text })) => {
            make(word, text, ReplyOwner::Person { staff: facts.me.id }, facts)?
        }
        (Press::Team(team), Some(Place::Whose { word, text })) => {
            make(word, text, ReplyOwner::Team { team: team.clone() }, facts)?
        }
        (Press::Company, Some(Place::Whose { word, text })) => make(word, text, ReplyOwner::Company, facts)?,
        (Press::Choose, None) => {
            let attendance = if let State::More { attendance } = from { Some(*attendance) } else { None };
            attendance.map_or_else(stay, |attendance| Step::to(at(Place::Choose { attendance, page: 0 })))
        }
        (Press::Send, Some(Place::Check { attendance, reply })) => {
            send_checked(from, *attendance, *reply, facts)?
        }
        (_elsewhere, _) => stay(),
    })
}

/// A new one is kept, or another text for a word that its owner has already.
fn make(word: &ReplyWord, text: &str, owner: ReplyOwner, facts: &Facts) -> Stepped {
    if !may_write(&owner, facts) {
        return Ok(Step::to(at(Place::List { page: 0 })).saying(Line::NotAllowed));
    }
    let others = facts.replies()?.iter().filter(|one| one.owner == owner && one.word != *word).count();
    if others >= REPLIES_MAX {
        let most = count(REPLIES_MAX);
        return Ok(Step::to(at(Place::List { page: 0 })).saying(Line::RepliesFull { most }));
    }
    let reply = QuickReply { id: facts.fresh.reply, word: word.clone(), text: text.to_owned(), owner };
    Ok(Step::to(at(Place::List { page: 0 }))
        .saying(Line::ReplyKept { word: word.to_string() })
        .with(Change::Set(Setting::PutReply(reply))))
}

/// A text, where one is asked for. `None`: none is.
pub fn typed(place: &Place, text: &str, facts: &Facts) -> Result<Option<Step>, Need> {
    let here = || Step::to(at(place.clone()));
    let too_long = || here().saying(Line::TextTooLong { limit: count(REPLY_LEN_MAX) });
    let fits = text.chars().count() <= REPLY_LEN_MAX;
    Ok(match place {
        Place::AskWord => Some(match ReplyWord::new(text) {
            Ok(word) if facts.company.commands.iter().any(|one| one == word.as_str()) => {
                here().saying(Line::ReplyWordTaken)
            }
            Ok(word) => Step::to(at(Place::AskText { word })),
            Err(WordFault::Shape) => here().saying(Line::ReplyWord),
            Err(WordFault::Taken) => here().saying(Line::ReplyWordTaken),
        }),
        Place::AskText { .. } | Place::Edit { .. } if text.trim().is_empty() => {
            Some(here().saying(Line::Unreadable))
        }
        Place::AskText { .. } | Place::Edit { .. } if !fits => Some(too_long()),
        Place::AskText { word } => {
            let text = text.trim().to_owned();
            // Who may make none but their own is not asked whose it shall be.
            Some(if owners(facts).len() == 1 {
                make(word, &text, ReplyOwner::Person { staff: facts.me.id }, facts)?
            } else {
                Step::to(at(Place::Whose { word: word.clone(), text }))
            })
        }
        Place::Edit { reply } => Some(match find(*reply, facts)? {
            Some(found) => make(&found.word, text.trim(), found.owner.clone(), facts)?,
            None => Step::to(at(Place::List { page: 0 })),
        }),
        Place::List { .. }
        | Place::One { .. }
        | Place::Whose { .. }
        | Place::Choose { .. }
        | Place::Check { .. } => None,
    })
}

/// For whom this person may make replies.
pub(super) fn owners(facts: &Facts) -> Vec<(Press, Label)> {
    let teams = |team: &&Team| may_write(&ReplyOwner::Team { team: team.id.clone() }, facts);
    let mut owners = vec![(Press::Mine, Label::Own)];
    owners.extend(
        facts
            .company
            .teams
            .iter()
            .filter(teams)
            .map(|team| (Press::Team(team.id.clone()), Label::Name(team.name.clone()))),
    );
    if may_write(&ReplyOwner::Company, facts) {
        owners.push((Press::Company, Label::Own));
    }
    owners
}
