//! The whole service in an invented language: the stories are told once more, by people who read nothing else, and
//! everything that was shown is looked through.
//!
//! Needed: a walk past every screen that nobody has to remember to extend. Chosen: the stories themselves, in a process of
//! their own that is told which language to speak; what they see is made single again before it is compared, and what the
//! service sent is written down as it was. Rejected: a story of its own, which would know the screens of today.

mod words;

use crate::world::World;
use balcao::config::Config;
use balcao::demo::company;
use balcao::i18n::Words;
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;
pub(crate) use words::TAG;
use words::{brought, sentences, single, unsaid, untranslated, without_markup, words_of, write_into};

/// Where the language is, and where what is shown is written down: the folder of whoever tells the stories.
const FOLDER: &str = "BALCAO_STORIES_INVENTED";

/// What is the same in every language: the signs of Brazil's states, and what the other languages call themselves.
const EVERYWHERE: [&str; 7] = ["RS", "SP", "MG", "RJ", "Português", "English", "Español"];

/// The folder, when the stories of this process are told in the invented language.
pub(crate) fn folder() -> Option<PathBuf> {
    std::env::var_os(FOLDER).map(PathBuf::from)
}

/// Makes the service speak it: as a company's configuration does.
pub(crate) fn configure(config: &mut Config, folder: &Path) {
    config.words = std::sync::Arc::new(Words::with(&folder.join("languages")).unwrap());
    config.locale = config.words.find(TAG).unwrap();
}

/// A text with every double word made single: as it reads in Portuguese. An address is left alone.
pub(crate) fn singled(text: &str) -> String {
    let pieces = text.split_inclusive(char::is_whitespace);
    pieces.map(|one| if one.starts_with("https://") { one.to_owned() } else { singled_words(one) }).collect()
}

fn singled_words(text: &str) -> String {
    let mut whole = String::with_capacity(text.len());
    let mut word = String::new();
    for c in text.chars().map(Some).chain([None]) {
        if let Some(c) = c.filter(|c| c.is_alphabetic()) {
            word.push(c);
            continue;
        }
        whole.push_str(&single(&word).unwrap_or_else(|| word.clone()));
        word.clear();
        whole.extend(c);
    }
    whole
}

/// Everything that the service has sent to Telegram, as it is read.
fn shown(world: &World) -> Vec<String> {
    let mut all = Vec::new();
    for request in world.telegram.requests() {
        // Commands are registered in each of the languages.
        if request.params.get("language_code").is_some_and(|code| code != TAG) {
            continue;
        }
        let is_topic = request.method.to_lowercase().contains("topic");
        gather(&request.params, is_topic, &mut all);
    }
    all
}

fn gather(value: &Value, is_topic: bool, into: &mut Vec<String>) {
    match value {
        Value::Object(fields) => {
            for (key, value) in fields {
                let is_read = ["text", "caption", "title", "description", "message_text"]
                    .contains(&key.as_str())
                    || is_topic && key == "name";
                match value {
                    Value::String(text) if is_read => into.push(without_markup(text)),
                    // Keyboards and lists may travel as text.
                    Value::String(text) if text.starts_with(['{', '[']) => {
                        if let Ok(inner) = serde_json::from_str::<Value>(text) {
                            gather(&inner, is_topic, into);
                        }
                    }
                    other => gather(other, is_topic, into),
                }
            }
        }
        Value::Array(items) => items.iter().for_each(|item| gather(item, is_topic, into)),
        _ => {}
    }
}

/// What came from outside: what people wrote, what contacts wrote, what the account and the configuration hold.
fn outside(world: &World) -> BTreeSet<String> {
    let mut all = brought(&(company::TEAMS, company::CHANNELS, company::CONTACTS, company::NAME));
    all.extend(brought(&(company::PEOPLE, company::NEWCOMERS)));
    for (id, name) in world.telegram.people() {
        let typed = world.telegram.chat(id).into_iter().filter(|one| !one.from_bot);
        all.extend(brought(&(name, typed.collect::<Vec<_>>())));
    }
    all.extend(brought(&(world.cloud.templates(), world.cloud.phones(), world.evolution.phones())));
    all.extend(brought(&balcao::demo::cloud::demo_templates()));
    let config = &world.config;
    all.extend(brought(&(&config.teams, config.timezone.name())));
    all.extend(config.channels.iter().flat_map(|one| words_of(&one.name)).map(str::to_owned));
    all.extend(EVERYWHERE.map(str::to_owned));
    for request in world.cloud.requests().into_iter().chain(world.evolution.requests()) {
        all.extend(words_of(&request.body).map(str::to_owned));
    }
    all
}

/// At the end of a story: writes down what was shown, and what of it should not have been.
pub(crate) fn write_down(world: &World, folder: &Path) {
    let (outside, shown) = (outside(world), shown(world));
    let mut slips = Vec::new();
    for text in &shown {
        let read = text.split_whitespace().filter(|word| !word.starts_with("https://"));
        let left = untranslated(&read.collect::<Vec<_>>().join(" "), &outside);
        if !left.is_empty() {
            slips.push(format!("{left:?} in «{text}»"));
        }
    }
    let name = uuid::Uuid::now_v7().to_string();
    std::fs::write(folder.join("shown").join(&name), shown.join("\n\u{1}\n")).unwrap();
    std::fs::write(folder.join("slips").join(&name), slips.join("\n\n")).unwrap();
}

fn read_all(folder: &Path) -> Vec<String> {
    let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    files.map(|path| std::fs::read_to_string(path).unwrap()).filter(|text| !text.is_empty()).collect()
}

/// Sentences that the stories come upon at the least. Every one there is, the tests beside `telegram::render` draw.
const SAID_MIN: usize = 340;

/// The stories that are told again: of each chapter those that pass the most screens. One fits when it compares nothing
/// but what [`Person`](crate::world::Person) reads, and everybody in it reads one language.
const TOLD: [&str; 62] = [
    "already_open::a_colleague_who_accepts_hands_it_over_and_nobody_else_can_answer",
    "already_open::an_open_window_offers_to_open_without_a_template_and_what_is_typed_then_leaves",
    "already_open::another_teams_attendance_is_said_without_a_name",
    "already_open::mine_is_opened_again_as_its_card_and_nothing_is_sent",
    "back::cancel_leads_home_from_every_step_and_the_draft_goes_on_where_it_was_left",
    "back::the_commands_lead_home_from_every_step_and_from_every_list",
    "changed_templates::a_changed_text_is_shown_again_with_the_values_that_fit",
    "changed_templates::a_paused_template_is_explained_and_its_values_fit_again_when_it_is_back",
    "changed_templates::a_refusal_of_the_template_is_said_on_the_card_and_leads_to_another_one",
    "changed_templates::a_removed_template_is_explained_and_another_is_chosen",
    "channels::concluding_asks_about_what_waits_for_the_connection_which_then_never_leaves::by_answers",
    "channels::what_is_written_while_the_connection_is_lost_waits_and_leaves_in_order::by_answers",
    "contact_page::a_contact_who_writes_the_word_gets_no_templates_any_more",
    "contact_page::tags_are_given_taken_and_filtered_by",
    "contact_page::two_contacts_become_one_and_for_a_day_two_again",
    "cost::a_currency_without_a_table_costs_an_unknown_amount_and_never_nothing",
    "cost::afterwards_the_card_says_what_was_charged_and_counts_free_form_messages::by_answers",
    "cost::reais_are_known_for_brazil_and_unknown_elsewhere",
    "delivery::an_unknown_outcome_waits_for_the_webhook_that_carries_our_id::by_answers",
    "delivery::each_failure_is_said_in_words_with_what_can_be_done::by_answers",
    "delivery::reenviar_after_the_grace_sends_exactly_once_more_however_often_it_is_tapped::by_answers",
    "files::what_cannot_be_carried_is_said_with_its_limit_before_anybody_waits",
    "forgetting::a_forgotten_contact_leaves_no_trace_and_what_was_counted_stays",
    "handing_over::a_manager_takes_it_over_and_an_attendant_cannot::by_answers",
    "handing_over::a_person_who_declines_leaves_it_where_it_is::by_answers",
    "handing_over::offered_to_a_team_it_is_the_teams_and_of_who_accepts_first::by_answers",
    "history::what_was_said_before_is_read_from_the_card_with_who_and_when_and_how_it_ended::by_answers",
    "house::hours::while_somebody_is_there_nothing_is_said_and_on_a_holiday_it_is",
    "house::hours::who_writes_outside_of_the_hours_is_told_so_once_in_an_attendance",
    "house::leaving::a_manager_says_who_is_away_and_the_person_is_told",
    "house::leaving::what_a_removed_person_had_waits_in_its_team_and_the_queue_goes_with_it",
    "house::leaving::who_blocks_the_bot_is_noticed_and_what_they_had_waits_again",
    "house::rights::owners_read_who_did_what_and_nobody_can_change_it",
    "house::setting_up::which_team_receives_who_writes_first_is_changed_in_the_chat",
    "house::teams::an_archived_team_gives_what_it_has_to_another_one_and_is_offered_no_more",
    "inline::contacts_are_offered_by_name_and_masked_number_and_open_the_start",
    "notes::a_note_stays_in_the_house_on_the_official_channel",
    "provider_down::a_channel_that_goes_down_between_choice_and_start_sends_nothing_and_keeps_the_draft",
    "queue::what_waits_is_reordered_and_removed_and_the_rest_leaves_in_the_new_order::by_answers",
    "quick_replies::replies_are_for_whom_they_were_made::by_answers",
    "quick_replies::what_is_no_reply_is_said::by_answers",
    "settings::quiet_hours_are_quiet::by_answers",
    "settings::the_company_is_set_by_owners_only",
    "settings::what_was_set_stays",
    "start::a_manager_starts_an_official_attendance_and_the_contact_reads_it::by_answers",
    "start::on_an_unofficial_channel_it_opens_after_the_team_and_the_next_text_goes_to_the_contact::in_topics",
    "steps::every_step_says_what_it_is_and_has_its_buttons",
    "steps::quick_values_are_the_contacts_first_name_mine_the_teams_and_the_one_used_last",
    "template_files::a_document_keeps_its_name_and_a_video_its_type",
    "template_files::a_file_of_a_wrong_type_or_too_large_is_refused_with_the_limit_and_nothing_is_moved",
    "template_files::a_place_sent_to_the_bot_becomes_the_place_at_the_top",
    "templates::kinds_that_nobody_can_fill_say_why_and_offer_no_parameters",
    "unofficial::a_channel_that_is_not_connected_is_shown_as_such_and_cannot_be_chosen",
    "unofficial::a_number_without_whatsapp_is_said_before_anything_opens_and_can_be_corrected",
    "ways_in::a_number_is_understood_however_it_is_written",
    "ways_in::a_text_with_several_numbers_offers_a_button_for_each",
    "ways_in::two_contacts_with_the_same_number_are_asked_about",
    "window::a_contact_who_writes_first_waits_for_the_team_and_the_first_to_take_it_has_it::in_topics",
    "window::after_15_minutes_a_text_is_asked_about_before_it_goes_anywhere",
    "wrong_input::a_value_that_whatsapp_would_refuse_is_refused_when_it_is_typed",
    "wrong_input::an_unknown_command_gets_a_line_and_keeps_the_step",
    "wrong_input::what_is_wrong_with_a_number_is_said_where_one_is_asked_for_and_at_the_menu",
];

#[test]
fn the_stories_are_told_in_an_invented_language_and_nothing_in_them_is_untranslated() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["languages", "shown", "slips"] {
        std::fs::create_dir(folder.path().join(name)).unwrap();
    }
    write_into(&folder.path().join("languages"));
    let mut stories = Command::new(std::env::current_exe().unwrap());
    stories.env(FOLDER, folder.path()).arg("--exact").args(TOLD.map(|name| format!("stories::{name}")));
    let told = stories.output().unwrap();
    let said = String::from_utf8_lossy(&told.stdout);
    assert!(told.status.success(), "{said}");
    assert!(said.contains(&format!("{} passed", TOLD.len())), "a story has another name now: {said}");
    let slips = read_all(&folder.path().join("slips"));
    assert!(slips.is_empty(), "{}", slips.join("\n\n"));
    let (all, unsaid) = (sentences().len(), unsaid(&read_all(&folder.path().join("shown"))).len());
    assert!(all - unsaid >= SAID_MIN, "{} of {all} sentences were on a screen", all - unsaid);
}
