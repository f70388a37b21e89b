//! What the estimate of a cost goes by: the currency of each channel that is charged, and a table of prices of the company's
//! own, which is sent as a file and looked through line by line before it counts.

use super::{
    Change, ChannelCost, Line, OwnRates, Place, Press, Said, Unread, button, named, panel, says, to, with,
};
use crate::dialogue::Action;
use crate::dialogue::back_and_cancel;
use crate::dialogue::facts::Facts;
use crate::dialogue::file::IncomingFile;
use crate::dialogue::screen::{Button, Label, Line as AnyLine, Screen};
use crate::dialogue::step::Step;
use crate::domain::channel::Channel;
use crate::domain::cost::RateTable;
use crate::domain::exchange::Format;
use crate::domain::id::ChannelId;
use crate::domain::limit::{RATES_FILE_LEN_MAX, RATES_MISTAKES_TOLD};

fn cost_of(channel: &Channel, facts: &Facts) -> Option<ChannelCost> {
    let currency = channel.currency.clone()?;
    Some(ChannelCost {
        name: channel.name.clone(),
        is_set: facts.company.currencies.iter().any(|(id, _)| *id == channel.id),
        is_known: facts.rates.currencies().contains(&currency),
        currency,
    })
}

fn find(id: &ChannelId, facts: &Facts) -> Option<ChannelCost> {
    facts.company.find_channel(id).and_then(|channel| cost_of(channel, facts))
}

/// The channels, and the table that was sent.
pub(super) fn view(facts: &Facts) -> Screen {
    let charged = || facts.company.channels.iter().filter_map(|one| Some((&one.id, cost_of(one, facts)?)));
    let mut rows: Vec<_> = charged()
        .map(|(id, cost)| {
            vec![named(Press::Currency(id.clone()), format!("💱 {} · {}", cost.name, cost.currency))]
        })
        .collect();
    let own = facts.company.own_rates.clone().map(|own| {
        let by = facts.company.name_of(own.by).unwrap_or_default().to_owned();
        (own, by)
    });
    if own.is_some() {
        rows.push(vec![button(Press::DropRates)]);
    }
    rows.push(back_and_cancel());
    panel(Said::Costs { channels: charged().map(|(_, cost)| cost).collect(), own }, rows)
}

/// To the currency of a channel that is charged.
pub(super) fn on_to_currency(channel: &ChannelId, facts: &Facts) -> Step {
    match find(channel, facts) {
        Some(_) => to(Place::Currency { channel: channel.clone() }),
        None => to(Place::Costs),
    }
}

/// Those in which prices are known.
pub(super) fn view_currency(channel: &ChannelId, facts: &Facts) -> Screen {
    let Some(of) = find(channel, facts) else { return view(facts) };
    let choice = |code: String| {
        let label = Label::Ticked { name: code.clone(), is_on: code == of.currency };
        Button { action: Action::Company(Press::Use(code)), label }
    };
    let buttons: Vec<_> = facts.rates.currencies().into_iter().map(choice).collect();
    let mut rows: Vec<_> = buttons.chunks(4).map(<[_]>::to_vec).collect();
    if of.is_set {
        rows.push(vec![button(Press::Configured)]);
    }
    rows.push(back_and_cancel());
    panel(Said::Currency { of }, rows)
}

/// This one; none for the configuration's.
pub(super) fn chosen(channel: &ChannelId, code: Option<&String>, facts: &Facts) -> Step {
    let here = to(Place::Currency { channel: channel.clone() });
    let Some(of) = find(channel, facts) else { return to(Place::Costs) };
    let is_new = match code {
        Some(code) => facts.rates.currencies().contains(code) && (*code != of.currency || !of.is_set),
        None => of.is_set,
    };
    if !is_new {
        return here;
    }
    let change = Change::Currency { channel: channel.clone(), currency: code.cloned() };
    with(to(Place::Costs), change).saying(AnyLine::Saved)
}

/// The table is on its way.
pub(super) fn view_reading() -> Screen {
    panel(Said::Reading, vec![back_and_cancel()])
}

/// A file was sent.
pub(super) fn sent(place: &Place, file: &IncomingFile) -> Step {
    if let Place::Reading { .. } = place {
        return to(place.clone()).saying(AnyLine::StillMoving);
    }
    if Format::of(file.name.as_deref(), &file.mime) != Some(Format::Csv) {
        return says(to(Place::Costs), Line::RatesNotCsv);
    }
    if file.size.is_some_and(|size| size > RATES_FILE_LEN_MAX) {
        return says(to(Place::Costs), Line::RatesUnread(Unread::TooLarge));
    }
    to(Place::Reading { file: file.clone() })
}

/// The file is here: it counts when there is no mistake in it.
pub(super) fn read(file: &IncomingFile, text: &Result<String, Unread>, facts: &Facts) -> Step {
    let here = to(Place::Costs);
    let csv = match text {
        Ok(csv) => csv,
        Err(why) => return says(here, Line::RatesUnread(*why)),
    };
    match RateTable::look_through(csv) {
        Ok(summary) if summary.prices == 0 => says(here, Line::RatesEmpty),
        Ok(summary) => {
            let about = OwnRates {
                file: file.name.clone().unwrap_or_default(),
                prices: summary.prices,
                currencies: summary.currencies,
                by: facts.me.id,
                at: facts.now,
            };
            let line = Line::RatesKept { prices: about.prices };
            says(with(here, Change::Rates { about, csv: csv.clone() }), line)
        }
        Err(mut mistakes) => {
            let more = u32::try_from(mistakes.len().saturating_sub(RATES_MISTAKES_TOLD)).unwrap_or(u32::MAX);
            mistakes.truncate(RATES_MISTAKES_TOLD);
            says(here, Line::RatesWrong { mistakes, more })
        }
    }
}

/// The table goes. A currency of which it had the only prices stays chosen: what it costs is unknown then, never zero.
pub(super) fn dropped(facts: &Facts) -> Step {
    if facts.company.own_rates.is_none() {
        return to(Place::Costs);
    }
    with(to(Place::Costs), Change::NoRates).saying(AnyLine::Saved)
}
