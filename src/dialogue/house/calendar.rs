//! When somebody is there: a team's business hours, what it says outside of them, and the company's holidays.

use super::{Change, Label, Line, Place, Press, Prompt, button, labelled, paged, panel, says, to, with};
use crate::dialogue::back_and_cancel;
use crate::dialogue::facts::Facts;
use crate::dialogue::screen::{Line as AnyLine, Screen};
use crate::dialogue::step::Step;
use crate::domain::hours::{Week, holiday, spans};
use crate::domain::id::TeamId;
use crate::domain::limit::{ABSENCE_LEN_MAX, HOLIDAYS_MAX};
use crate::domain::team::Team;

fn team<'f>(id: &TeamId, facts: &'f Facts) -> Option<&'f Team> {
    facts.company.find_team(id)
}

fn name_of(id: &TeamId, facts: &Facts) -> String {
    team(id, facts).map_or_else(String::new, |team| team.name.clone())
}

fn hours_of<'f>(id: &TeamId, facts: &'f Facts) -> Option<&'f Week> {
    team(id, facts).and_then(|team| team.hours.as_ref())
}

/// The week, day by day.
pub(super) fn view_hours(id: &TeamId, facts: &Facts) -> Screen {
    let hours = hours_of(id, facts);
    let day = |day: u8| {
        let spans = hours.map_or_else(Vec::new, |week| week.day(day).to_vec());
        labelled(Press::Day(day), Label::Day { day, spans })
    };
    let mut rows: Vec<_> = match hours {
        Some(_) => [0_u8, 1, 2, 3, 4, 5, 6]
            .chunks(2)
            .map(|pair| pair.iter().map(|one| day(*one)).collect())
            .collect(),
        None => vec![vec![button(Press::UsualHours)]],
    };
    if hours.is_some() {
        rows.push(vec![button(Press::NoHours)]);
    }
    rows.push(back_and_cancel());
    let company = &facts.company;
    let is_open = hours.is_none_or(|week| week.is_open(facts.now, company.timezone, &company.holidays));
    panel(Prompt::Hours { name: name_of(id, facts), hours: hours.cloned(), is_open }, rows)
}

/// Type those of one day.
pub(super) fn view_day(id: &TeamId, day: u8, facts: &Facts) -> Screen {
    let rows = vec![vec![button(Press::Closed), button(Press::AsBefore)], back_and_cancel()];
    let spans = hours_of(id, facts).map_or_else(Vec::new, |week| week.day(day).to_vec());
    panel(Prompt::Day { name: name_of(id, facts), day, spans }, rows)
}

/// Hours were typed.
pub(super) fn typed_day(id: &TeamId, day: u8, text: &str, facts: &Facts) -> Step {
    match spans(text) {
        Some(spans) => {
            let week = hours_of(id, facts).cloned().unwrap_or_default().with(day, spans);
            set_hours(id, Some(week))
        }
        None => says(to(Place::Day { team: id.clone(), day }), Line::Hours),
    }
}

fn set_hours(id: &TeamId, hours: Option<Week>) -> Step {
    let change = Change::Hours { team: id.clone(), hours };
    with(to(Place::Hours { team: id.clone() }), change).saying(AnyLine::Saved)
}

/// Type what a contact is told.
pub(super) fn view_absence(id: &TeamId, facts: &Facts) -> Screen {
    let text = team(id, facts).and_then(|team| team.absence.clone());
    let mut rows = Vec::new();
    if text.is_some() {
        rows.push(vec![button(Press::NoAbsence)]);
    }
    if hours_of(id, facts).is_none() {
        rows.push(vec![button(Press::Hours)]);
    }
    rows.push(back_and_cancel());
    panel(Prompt::Absence { name: name_of(id, facts), text, has_hours: hours_of(id, facts).is_some() }, rows)
}

/// The message was typed. What goes to a contact is never cut: too long is said.
pub(super) fn typed_absence(id: &TeamId, text: &str) -> Step {
    let text = text.trim();
    if text.is_empty() || text.chars().count() > ABSENCE_LEN_MAX {
        return says(to(Place::Absence { team: id.clone() }), Line::Absence);
    }
    let change = Change::Absence { team: id.clone(), text: Some(text.to_owned()) };
    with(to(Place::Team { team: id.clone() }), change).saying(AnyLine::Saved)
}

/// The days that are still to come, and those that were.
pub(super) fn view_holidays(page: u32, facts: &Facts) -> Screen {
    let (total, mut rows) = paged(page, facts.company.holidays.clone(), |one| {
        labelled(Press::NoHoliday(one.day), Label::Holiday(one))
    });
    rows.push(back_and_cancel());
    panel(Prompt::Holidays { total }, rows)
}

/// A day was typed.
pub(super) fn typed_holiday(page: u32, text: &str, facts: &Facts) -> Step {
    let here = to(Place::Holidays { page });
    let today = facts.now.with_timezone(&facts.company.timezone).date_naive();
    let Some(found) = holiday(text, today, facts.company.locale_of(&facts.me)) else {
        return says(here, Line::Holiday);
    };
    if facts.company.holidays.len() >= HOLIDAYS_MAX {
        return says(here, Line::TooManyHolidays);
    }
    with(here, Change::Holiday(found)).saying(AnyLine::Saved)
}

/// A button of these panels.
pub(super) fn press(place: &Place, pressed: &Press, facts: &Facts) -> Step {
    let here = || to(place.clone());
    match (place, pressed) {
        (Place::Hours { team }, Press::Day(day)) if hours_of(team, facts).is_some() => {
            to(Place::Day { team: team.clone(), day: *day })
        }
        (Place::Hours { team }, Press::UsualHours) if hours_of(team, facts).is_none() => {
            set_hours(team, Some(Week::usual()))
        }
        (Place::Hours { team }, Press::NoHours) if hours_of(team, facts).is_some() => set_hours(team, None),
        (Place::Day { team, day }, Press::Closed | Press::AsBefore) => {
            let week = hours_of(team, facts).cloned().unwrap_or_default();
            let before = if *day == 0 { 6 } else { day - 1 };
            let spans = if *pressed == Press::AsBefore { week.day(before).to_vec() } else { Vec::new() };
            set_hours(team, Some(week.with(*day, spans)))
        }
        (Place::Absence { team: id }, Press::NoAbsence)
            if team(id, facts).is_some_and(|one| one.absence.is_some()) =>
        {
            let team = id;
            let change = Change::Absence { team: team.clone(), text: None };
            with(to(Place::Team { team: team.clone() }), change).saying(AnyLine::Saved)
        }
        (Place::Absence { team }, Press::Hours) => to(Place::Hours { team: team.clone() }),
        (Place::Holidays { .. }, Press::NoHoliday(day))
            if facts.company.holidays.iter().any(|one| one.day == *day) =>
        {
            with(here(), Change::NoHoliday(*day)).saying(AnyLine::Saved)
        }
        _another => here(),
    }
}
