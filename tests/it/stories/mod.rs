//! Stories: each starts the whole service against the embedded servers, acts as a person, and expects what that person
//! sees and what reached the contact.

/// The same story in both ways of saying whom a message is for: by answers, and in topics. Its world is in Portuguese and
/// has been started.
macro_rules! both_ways {
    ($($(#[$doc:meta])* async fn $name:ident($world:ident) $story:block)*) => {$(
        $(#[$doc])*
        mod $name {
            use super::*;

            async fn story($world: crate::world::World) $story

            #[tokio::test(flavor = "multi_thread")]
            async fn by_answers() {
                story(crate::stories::walk::started_in_portuguese(false).await).await;
            }

            #[tokio::test(flavor = "multi_thread")]
            async fn in_topics() {
                story(crate::stories::walk::started_in_portuguese(true).await).await;
            }
        }
    )*};
}

/// The same for a story that makes its worlds itself: it is told whether they have topics.
macro_rules! each_way {
    ($($(#[$doc:meta])* async fn $name:ident($has_topics:ident) $story:block)*) => {$(
        $(#[$doc])*
        mod $name {
            use super::*;

            async fn story($has_topics: bool) $story

            #[tokio::test(flavor = "multi_thread")]
            async fn by_answers() {
                story(false).await;
            }

            #[tokio::test(flavor = "multi_thread")]
            async fn in_topics() {
                story(true).await;
            }
        }
    )*};
}

/// The same conversation on each channel, in each of the two ways of saying whom a message is for.
macro_rules! on_both {
    ($name:ident, $talk:ident => $story:block) => {
        mod $name {
            use super::*;

            async fn story($talk: crate::stories::talk::Talk) {
                $story
                $talk.world.ends_well().await;
            }

            #[tokio::test(flavor = "multi_thread")]
            async fn officially() {
                story(crate::stories::talk::Talk::on(crate::stories::talk::OFFICIAL).await).await;
            }

            #[tokio::test(flavor = "multi_thread")]
            async fn unofficially() {
                story(crate::stories::talk::Talk::on(crate::stories::talk::UNOFFICIAL).await).await;
            }

            #[tokio::test(flavor = "multi_thread")]
            async fn officially_in_a_topic() {
                story(crate::stories::talk::Talk::in_a_topic(crate::stories::talk::OFFICIAL).await).await;
            }

            #[tokio::test(flavor = "multi_thread")]
            async fn unofficially_in_a_topic() {
                story(crate::stories::talk::Talk::in_a_topic(crate::stories::talk::UNOFFICIAL).await).await;
            }
        }
    };
}

mod already_open;
mod another_bot;
mod back;
mod changed_hands;
mod changed_templates;
mod contact_copy;
mod company;
mod confirmed;
mod contact_files;
mod contact_page;
mod corrected;
mod inline;
mod channels;
mod cost;
mod delivery;
mod doors;
mod files;
mod floods;
mod forgetting;
mod handing_over;
mod history;
mod hostile;
mod heavy_files;
mod house;
mod languages;
mod late_answer;
mod lists;
mod marks;
mod notes;
mod new_chats;
mod panel;
mod path;
mod provider_down;
mod queue;
mod quick_replies;
mod rush;
mod releasing;
mod retention;
mod refused_later;
mod reopening;
mod settings;
mod start;
mod steps;
mod talk;
mod talking;
mod strangers;
mod telegram_down;
mod template_files;
mod templates;
mod topics;
mod unofficial;
pub(crate) mod walk;
mod ways_in;
mod window;
mod wrong_input;
mod written_first;
mod wrong_side;
