//! Contacts by the file: read in from one, and written into one. Only managers do either: a file takes everybody along.

use super::super::facts::{Facts, Need};
use super::super::home::draft_of;
use super::super::screen::{Line, Prompt, Screen};
use super::super::state::{IncomingFile, ListView, State};
use super::super::step::{self, Show, Step, Stepped};
use super::super::{Action, attending, back_and_cancel, own};
use super::decide::may_manage;
use super::{Change, Panel, Place, Press, Remark};
use crate::domain::exchange::Format;
use crate::domain::id::{ContactId, ImportId, StaffId};
use crate::domain::limit::TELEGRAM_DOWNLOAD_LEN_MAX;
use crate::domain::media::Unfit;
use serde::{Deserialize, Serialize};

/// Where an import is in its life.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// Its records are counted; nothing is changed.
    Looking,
    /// They are counted; it waits for the person's word.
    Looked,
    /// They are being put on file.
    Importing,
    /// All of them were.
    Done,
    /// The file cannot be had.
    Failed,
}

/// How far an import has come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Import {
    /// Who sent the file.
    pub staff: StaffId,
    /// Where it is in its life.
    pub stage: Stage,
    /// Records worked off in this stage.
    pub position: u32,
    /// Records with a number that nobody on file had.
    pub fresh: u32,
    /// Records of contacts on file.
    pub known: u32,
    /// Records that cannot be read in.
    pub wrong: u32,
}

/// Something that came to its end outside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Heard {
    /// An import has come further.
    Import(ImportId),
    /// An export is finished: so many contacts, or it failed.
    Exported(Format, Option<u32>),
    /// A file with all that is kept about a contact is finished, without so many attendances that the person may not see; or
    /// it failed.
    Copied(ContactId, Option<u32>),
}

fn at(place: Place) -> State {
    State::Contact { place }
}

/// A file was sent where none is asked for: one of contacts is looked through. `None`: it is another one.
pub fn offered(state: &State, file: &IncomingFile, facts: &Facts) -> Option<Step> {
    let format = Format::of(file.name.as_deref(), &file.mime)?;
    if !may_manage(&facts.me) {
        return Some(Step::to(state.clone()).saying(Line::OfContact(Remark::ForManagers)));
    }
    if file.size.is_some_and(|size| size > TELEGRAM_DOWNLOAD_LEN_MAX) {
        let unfit = Unfit::TooLarge { limit: TELEGRAM_DOWNLOAD_LEN_MAX };
        return Some(Step::to(state.clone()).saying(Line::Unfit(unfit)));
    }
    // Nobody is put on file by this step: the fresh id names the import.
    let import = ImportId::new(facts.fresh.contact.uuid());
    let name = file.name.clone().unwrap_or_else(|| format!("contatos.{}", format.ending()));
    let change = Change::Look { import, format, file: Box::new(file.clone()) };
    let next = at(Place::Import { import, name });
    Some(Step::to(next).draft(draft_of(state)).with(step::Change::OfContact(change)))
}

/// A button of the contacts on file that leads here.
pub fn from_list(list: &ListView, press: &Press, facts: &Facts) -> Step {
    let here = Step::to(State::Contacts { list: list.clone() });
    if !may_manage(&facts.me) {
        return here.saying(Line::OfContact(Remark::ForManagers));
    }
    if *press == Press::ImportHow {
        return Step::to(at(Place::ImportHow));
    }
    if *press == Press::Export { Step::to(at(Place::Export)) } else { here }
}

/// The panel of an import.
pub fn view_import(import: ImportId, name: &str, facts: &Facts) -> Result<Screen, Need> {
    let Some(known) = facts.import(import)? else { return Ok(attending::gone()) };
    let may = known.staff == facts.me.id && may_manage(&facts.me);
    let mut rows = Vec::new();
    if may && known.stage == Stage::Looked && known.fresh + known.known > 0 {
        rows.push(vec![own(Action::OfContact(Press::Import))]);
    }
    rows.push(back_and_cancel());
    let panel = Panel::Import { name: name.to_owned(), import: known.clone() };
    Ok(Screen { prompt: Prompt::OfContact(Box::new(panel)), line: None, rows })
}

/// A button of it.
pub fn press_import(import: ImportId, name: &str, action: &Action, facts: &Facts) -> Stepped {
    let here = Step::to(at(Place::Import { import, name: name.to_owned() }));
    let Some(known) = facts.import(import)? else { return Ok(here) };
    if *action != Action::OfContact(Press::Import) || known.stage != Stage::Looked {
        return Ok(here);
    }
    if known.staff != facts.me.id || !may_manage(&facts.me) {
        return Ok(here.saying(Line::NotAllowed));
    }
    if known.fresh + known.known == 0 {
        return Ok(here);
    }
    Ok(here.with(step::Change::OfContact(Change::Import { import })))
}

/// How a file is sent, and which kinds an export can have.
pub fn view(place: &Place) -> Screen {
    let running = matches!(place, Place::Exporting { .. });
    let panel = if running || *place == Place::Export { Panel::Export { running } } else { Panel::ImportHow };
    let mut rows = Vec::new();
    if *place == Place::Export {
        let formats = Format::ALL.map(|format| own(Action::OfContact(Press::ExportAs(format))));
        rows.push(formats.to_vec());
    }
    rows.push(back_and_cancel());
    Screen { prompt: Prompt::OfContact(Box::new(panel)), line: None, rows }
}

/// A button of them.
pub fn press(place: &Place, action: &Action, facts: &Facts) -> Step {
    let here = Step::to(at(place.clone()));
    match (place, action) {
        (Place::Export, Action::OfContact(Press::ExportAs(_))) if !may_manage(&facts.me) => {
            here.saying(Line::OfContact(Remark::ForManagers))
        }
        (Place::Export, Action::OfContact(Press::ExportAs(format))) => {
            let change = Change::Export { format: *format };
            Step::to(at(Place::Exporting { format: *format })).with(step::Change::OfContact(change))
        }
        _not_on_it => here,
    }
}

/// Something came to its end outside. Who has gone elsewhere is not disturbed by it.
pub fn heard(state: &State, heard: &Heard) -> Step {
    let place = if let State::Contact { place } = state { Some(place) } else { None };
    match (heard, place) {
        (Heard::Copied(contact, hidden), _) => super::copy::heard(state, *contact, *hidden),
        (Heard::Import(import), Some(Place::Import { import: shown, .. })) if import == shown => {
            Step::to(state.clone())
        }
        (Heard::Exported(format, count), Some(Place::Exporting { format: asked })) if format == asked => {
            let remark = count.map_or(Remark::ExportFailed, Remark::Exported);
            Step::to(State::Contacts { list: ListView::default() }).saying(Line::OfContact(remark))
        }
        (Heard::Import(_) | Heard::Exported(..), _elsewhere) => {
            Step::to(state.clone()).showing(Show::Nothing)
        }
    }
}
