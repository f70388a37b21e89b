//! Business hours: spans of each day of the week, in the company's time zone, and the days on which it is closed.

use super::Timestamp;
use super::limit::{HOLIDAY_NAME_LEN_MAX, SPANS_PER_DAY_MAX};
use super::staff::Locale;
use chrono::{Datelike as _, NaiveDate, Timelike as _};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

/// Minutes of a day.
const DAY: u16 = 24 * 60;

/// From one minute of the day to another, which is not part of it. One that ends before it begins goes on after midnight.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Span {
    /// Minutes since midnight.
    pub from: u16,
    /// The same; 1440 is midnight at its end.
    pub to: u16,
}

impl Span {
    const fn is_over_night(self) -> bool {
        self.to <= self.from
    }
}

/// The spans of each day, Monday first.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Week {
    /// Seven days.
    pub days: [Vec<Span>; 7],
}

/// A day on which the whole company is closed.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Holiday {
    /// The day.
    pub day: NaiveDate,
    /// What it is called; empty when nobody said.
    pub name: String,
}

impl Week {
    /// Monday to Friday from nine to six: what most begin with.
    pub fn usual() -> Self {
        let mut week = Self::default();
        for day in week.days.iter_mut().take(5) {
            day.push(Span { from: 9 * 60, to: 18 * 60 });
        }
        week
    }

    /// The spans of a day, from 0 for Monday.
    pub fn day(&self, day: u8) -> &[Span] {
        self.days.get(usize::from(day)).map_or(&[], Vec::as_slice)
    }

    /// With other spans on that day.
    #[must_use]
    pub fn with(mut self, day: u8, spans: Vec<Span>) -> Self {
        if let Some(old) = self.days.get_mut(usize::from(day)) {
            *old = spans;
        }
        self
    }

    /// Whether somebody is there. What began before midnight goes on after it, unless that day was a holiday.
    pub fn is_open(&self, at: Timestamp, timezone: Tz, holidays: &[Holiday]) -> bool {
        let local = at.with_timezone(&timezone);
        let minute = u16::try_from(local.hour() * 60 + local.minute()).unwrap_or(0);
        let spans = |day: NaiveDate| {
            let is_closed = holidays.iter().any(|one| one.day == day);
            let index = u8::try_from(day.weekday().num_days_from_monday()).unwrap_or(0);
            if is_closed { &[][..] } else { self.day(index) }
        };
        let today = local.date_naive();
        let now =
            spans(today).iter().any(|span| minute >= span.from && (span.is_over_night() || minute < span.to));
        let since_yesterday = today.pred_opt().is_some_and(|yesterday| {
            spans(yesterday).iter().any(|span| span.is_over_night() && minute < span.to)
        });
        now || since_yesterday
    }
}

/// Reads `9-18`, `8:30–12:00 13h–17h30`, `9am to 6pm`. `None` when it is no such thing.
pub fn spans(text: &str) -> Option<Vec<Span>> {
    let times = times(text)?;
    let (pairs, rest) = times.as_chunks::<2>();
    if !rest.is_empty() || !(1..=SPANS_PER_DAY_MAX).contains(&pairs.len()) {
        return None;
    }
    let mut found: Vec<Span> = pairs.iter().map(|[from, to]| Span { from: *from, to: *to }).collect();
    found.sort();
    let last = found.len() - 1;
    let first = found.first()?.from;
    for (index, span) in found.iter().enumerate() {
        let next = found.get(index + 1);
        let is_empty = span.from == span.to || span.from >= DAY || span.to == 0;
        let overlaps = next.is_some_and(|next| span.is_over_night() || next.from < span.to);
        // What goes on after midnight would meet the morning of the same day, a week of such days given.
        let comes_round = span.is_over_night() && span.to > first && index > 0;
        if is_empty || overlaps || comes_round || (span.is_over_night() && index != last) {
            return None;
        }
    }
    Some(found)
}

/// The times of the day in a text, in minutes. Words between them mean nothing.
fn times(text: &str) -> Option<Vec<u16>> {
    let text = text.to_lowercase();
    let mut rest = text.as_str();
    let mut found = Vec::new();
    while let Some(at) = rest.find(|c: char| c.is_ascii_digit()) {
        let (_, begun) = rest.split_at(at);
        let (hour, after) = number(begun)?;
        let separated = after.strip_prefix([':', 'h', '.']).and_then(number);
        let (minute, after) = match separated {
            Some((minute, after)) => (minute, after),
            None => (0, after),
        };
        let word = after.trim_start();
        let hour = if word.starts_with("pm") && hour < 12 {
            hour + 12
        } else if word.starts_with("am") && hour == 12 {
            0
        } else {
            hour
        };
        let time = hour.checked_mul(60)?.checked_add(minute)?;
        if minute >= 60 || time > DAY {
            return None;
        }
        found.push(time);
        rest = after;
    }
    Some(found)
}

/// One or two digits, and what comes after them.
fn number(text: &str) -> Option<(u16, &str)> {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let (digits, after) = text.split_at(end);
    if !(1..=2).contains(&digits.len()) {
        return None;
    }
    Some((digits.parse().ok()?, after))
}

/// Reads a day with what it is called: `25/12 Natal`, `12/10/2027`, `2026-12-25`. One without a year is the next such
/// day. In English the month comes first.
pub fn holiday(text: &str, today: NaiveDate, locale: Locale) -> Option<Holiday> {
    let text = text.trim();
    let (date, name) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
    let numbers: Vec<i32> = date.split(['/', '-', '.']).map(str::parse).collect::<Result<_, _>>().ok()?;
    let month_first = locale == Locale::EN && date.contains('/');
    let of = |year: i32, a: i32, b: i32| {
        let (day, month) = if month_first { (b, a) } else { (a, b) };
        NaiveDate::from_ymd_opt(year, u32::try_from(month).ok()?, u32::try_from(day).ok()?)
    };
    let day = match *numbers.as_slice() {
        [year, month, day] if year >= 1000 => {
            NaiveDate::from_ymd_opt(year, u32::try_from(month).ok()?, u32::try_from(day).ok()?)?
        }
        [a, b, year] if (0..100).contains(&year) => of(2000 + year, a, b)?,
        [a, b, year] => of(year, a, b)?,
        // The 29th of February may be four years away.
        [a, b] => (0..=8).find_map(|ahead| of(today.year() + ahead, a, b).filter(|day| *day >= today))?,
        _ => return None,
    };
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    let is_near = (today.year() - 1..=today.year() + 20).contains(&day.year());
    let fits = name.chars().count() <= HOLIDAY_NAME_LEN_MAX && !name.chars().any(char::is_control);
    (is_near && fits).then_some(Holiday { day, name })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn hours_are_read_as_people_write_them() {
        let span = |from, to| Span { from, to };
        for (text, expected) in [
            ("9-18", vec![span(540, 1080)]),
            ("09:00 às 18:00", vec![span(540, 1080)]),
            ("8h30-12h, 13h–17h30", vec![span(510, 720), span(780, 1050)]),
            ("13-18 8-12", vec![span(480, 720), span(780, 1080)]),
            ("9am to 6pm", vec![span(540, 1080)]),
            ("9 a.m. – 12 pm".replace("a.m.", "am").as_str(), vec![span(540, 720)]),
            ("0-24", vec![span(0, 1440)]),
            ("22-2", vec![span(1320, 120)]),
        ] {
            assert_eq!(spans(text), Some(expected), "{text}");
        }
        for wrong in [
            "",
            "fechado",
            "9",
            "9-9",
            "9-25",
            "9:75-10",
            "9-12 11-14",
            "22-2 1-3 ",
            "123-4",
            "1-2 3-4 5-6 7-8 9-10",
        ] {
            assert_eq!(spans(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn somebody_is_there_in_the_company_s_time_and_not_on_holidays() {
        let zone = chrono_tz::America::Sao_Paulo;
        let week = Week::usual();
        let friday = [Holiday { day: day("2026-11-27"), name: String::new() }];
        assert!(week.is_open(at("2026-11-23T12:00:00Z"), zone, &[]), "Monday, nine in the morning");
        assert!(!week.is_open(at("2026-11-23T11:59:59Z"), zone, &[]));
        assert!(week.is_open(at("2026-11-23T20:59:59Z"), zone, &[]));
        assert!(!week.is_open(at("2026-11-23T21:00:00Z"), zone, &[]), "six in the evening");
        assert!(!week.is_open(at("2026-11-22T15:00:00Z"), zone, &[]), "Sunday");
        assert!(week.is_open(at("2026-11-27T15:00:00Z"), zone, &[]));
        assert!(!week.is_open(at("2026-11-27T15:00:00Z"), zone, &friday));
    }

    #[test]
    fn what_begins_in_the_evening_goes_on_after_midnight() {
        let zone = chrono_tz::America::Sao_Paulo;
        let week = Week::default().with(4, spans("18-2").unwrap());
        assert!(week.is_open(at("2026-11-28T02:00:00Z"), zone, &[]), "Friday, eleven at night");
        assert!(week.is_open(at("2026-11-28T04:59:00Z"), zone, &[]), "Saturday, two minutes to two");
        assert!(!week.is_open(at("2026-11-28T05:00:00Z"), zone, &[]));
        let friday = [Holiday { day: day("2026-11-27"), name: String::new() }];
        assert!(!week.is_open(at("2026-11-28T04:00:00Z"), zone, &friday), "Friday was a holiday");
    }

    #[test]
    fn a_holiday_is_a_day_with_a_name() {
        let today = day("2026-11-22");
        let read = |text: &str| holiday(text, today, Locale::PT_BR).map(|one| (one.day, one.name));
        let natal = || Some((day("2026-12-25"), "Natal".to_owned()));
        assert_eq!(read("25/12 Natal"), natal());
        assert_eq!(read(" 25/12/2026   Natal "), natal());
        assert_eq!(read("25.12.26 Natal"), natal());
        assert_eq!(read("2026-12-25 Natal"), natal());
        assert_eq!(read("1/5"), Some((day("2027-05-01"), String::new())), "the next one");
        assert_eq!(read("29/2"), Some((day("2028-02-29"), String::new())));
        for wrong in ["", "Natal", "31/2", "25/13", "25/12/1999", "25/12/9999", "1", "1/2/3/4"] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
        let july = holiday("7/4 Independence Day", today, Locale::EN).unwrap();
        assert_eq!(july.day, day("2027-07-04"), "the month comes first");
    }
}
