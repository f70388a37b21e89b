//! Somebody's language, with the company's time zone and the present: everything a sentence with a date in it needs.

use super::{Arg, Key, Words};
use crate::domain::Timestamp;
use crate::domain::staff::Locale;
use chrono::{Datelike as _, NaiveDate, TimeDelta, Timelike as _};

/// Bytes of a kilobyte and of a megabyte, as files are measured.
const KIB: u64 = 1024;
const MIB: u64 = KIB * KIB;

/// How we speak to one person now.
#[derive(Debug, Clone, Copy)]
pub struct Voice<'a> {
    /// All words.
    pub words: &'a Words,
    /// The person's language.
    pub locale: Locale,
    /// The company's time zone.
    pub timezone: chrono_tz::Tz,
    /// The present.
    pub now: Timestamp,
}

impl Voice<'_> {
    /// A sentence without arguments.
    pub fn word(&self, key: Key) -> String {
        self.words.say(self.locale, key, &[])
    }

    /// A sentence with arguments.
    pub fn say(&self, key: Key, args: &[(&str, Arg<'_>)]) -> String {
        self.words.say(self.locale, key, args)
    }

    /// The time of day: `14:32`, `2:32 PM`.
    pub fn time(&self, at: Timestamp) -> String {
        let at = at.with_timezone(&self.timezone);
        let (is_pm, hour12) = at.hour12();
        let args = [
            ("hour", format!("{:02}", at.hour()).into()),
            ("hour12", hour12.to_string().into()),
            ("minute", format!("{:02}", at.minute()).into()),
            ("half", if is_pm { "pm" } else { "am" }.into()),
        ];
        self.say(Key::TimeOfDay, &args)
    }

    /// A moment, as short as it stays clear: `14:32` today, `ontem 14:32`, `amanhã 14:32`, `12/11 14:32`, and with the
    /// year when it is another one.
    pub fn date_time(&self, at: Timestamp) -> String {
        let time = self.time(at);
        let day = at.with_timezone(&self.timezone).date_naive();
        let today = self.now.with_timezone(&self.timezone).date_naive();
        match (day - today).num_days() {
            0 => time,
            -1 => self.say(Key::DateYesterday, &[("time", time.into())]),
            1 => self.say(Key::DateTomorrow, &[("time", time.into())]),
            _ => self.say(Key::DateDay, &[("day", self.day(at).into()), ("time", time.into())]),
        }
    }

    /// A moment for a file that is read another day: with the year, whatever today is.
    pub fn full(&self, at: Timestamp) -> String {
        let day = at.with_timezone(&self.timezone).date_naive();
        format!("{} {}", self.calendar_day(day), self.time(at))
    }

    /// A day: `12/11`, `Nov 12`; with the year when it is not this one.
    fn day(&self, at: Timestamp) -> String {
        let day = at.with_timezone(&self.timezone).date_naive();
        let is_this_year = day.year() == self.now.with_timezone(&self.timezone).year();
        self.date(day, if is_this_year { Key::DateThisYear } else { Key::DateOtherYear })
    }

    /// A day of the calendar, with its year: `12/11/2026`, `Nov 12, 2026`.
    pub fn calendar_day(&self, day: NaiveDate) -> String {
        self.date(day, Key::DateOtherYear)
    }

    fn date(&self, day: NaiveDate, form: Key) -> String {
        let month = usize::try_from(day.month0()).unwrap_or_default();
        let names = self.word(Key::MonthNames);
        let args = [
            ("day", format!("{:02}", day.day()).into()),
            ("d", day.day().to_string().into()),
            ("month", format!("{:02}", day.month()).into()),
            ("monthname", names.split_whitespace().nth(month).unwrap_or_default().into()),
            ("year", day.year().to_string().into()),
        ];
        self.say(form, &args)
    }

    /// How long, in its one or two largest units: `35 min`, `1 h 20 min`, `3 dias`. Less than a minute counts as one.
    pub fn duration(&self, length: TimeDelta) -> String {
        let minutes = length.num_minutes().max(1);
        let count = |number: i64| u32::try_from(number).unwrap_or(u32::MAX);
        match (minutes / 60, minutes % 60) {
            (0, minutes) => self.say(Key::DurationMinutes, &[("minutes", count(minutes).into())]),
            (hours @ 1..24, 0) => self.say(Key::DurationHours, &[("hours", count(hours).into())]),
            (hours @ 1..24, minutes) => self.say(
                Key::DurationHoursMinutes,
                &[("hours", count(hours).into()), ("minutes", count(minutes).into())],
            ),
            (hours, _) => self.say(Key::DurationDays, &[("days", count(hours / 24).into())]),
        }
    }

    /// How long ago, for a row of a list: `agora`, `5 min`, `2 h`, `3 dias`.
    pub fn age(&self, at: Timestamp) -> String {
        let age = self.now - at;
        if age < TimeDelta::minutes(1) {
            return self.word(Key::DurationNow);
        }
        if age < TimeDelta::hours(1) {
            self.duration(age)
        } else {
            self.duration(TimeDelta::hours(age.num_hours()))
        }
    }

    /// Money in micro-units of a currency (ISO 4217): `US$ 0,0068`, `$0.0068`.
    pub fn money(&self, micros: u64, currency: &str) -> String {
        let amount = self.words.marks(self.locale).amount(micros);
        self.say(Key::Money, &[("currency", currency.into()), ("amount", amount.into())])
    }

    /// A size in the largest unit that keeps it short: `16 MB`, `500 kB`. Rounded down, for limits.
    pub fn size(&self, bytes: u64) -> String {
        let (key, unit) = match bytes {
            0..KIB => (Key::SizeBytes, 1),
            KIB..MIB => (Key::SizeKilobytes, KIB),
            _ => (Key::SizeMegabytes, MIB),
        };
        self.say(key, &[("count", u32::try_from(bytes / unit).unwrap_or(u32::MAX).into())])
    }

    /// A country's name by its two letters.
    pub fn country(&self, code: &str) -> String {
        self.words.country(self.locale, code)
    }

    /// Things in a row: `a, b e c`.
    pub fn list(&self, items: &[String]) -> String {
        match items {
            [] => String::new(),
            [one] => one.clone(),
            [first, second] => self.say(Key::ListTwo, &[("first", first.into()), ("second", second.into())]),
            [rest @ .., last] => {
                self.say(Key::ListMany, &[("first", rest.join(", ").into()), ("last", last.into())])
            }
        }
    }
}
