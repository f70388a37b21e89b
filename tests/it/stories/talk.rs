//! A conversation on one of the channels with nothing in the way, and what each side sees of it.

use super::walk::{MARIA, open, open_unofficial};
use crate::world::{CARLA, Person, World, within};
use balcao::demo::cloud::SentFile;
use balcao::demo::handset::{MessageView, PhoneView};
use balcao::demo::telegram::{ChatMessage, FileKind, PersonFile};
use bytes::Bytes;

pub(super) const OFFICIAL: &str = "official";
pub(super) const UNOFFICIAL: &str = "unofficial";

/// Maria's conversation with Carla on one of the channels, with nothing in the way.
pub(super) struct Talk {
    pub(super) world: World,
    pub(super) carla: Person,
    pub(super) channel: &'static str,
}

/// A file of Maria's.
pub(super) struct Hers {
    pub(super) kind: &'static str,
    pub(super) mime: &'static str,
    pub(super) filename: Option<&'static str>,
    pub(super) bytes: Bytes,
    pub(super) caption: Option<&'static str>,
    pub(super) is_voice: bool,
}

impl Talk {
    pub(super) async fn on(channel: &'static str) -> Self {
        Self::in_world(World::new().await, channel).await
    }

    /// The same, in a topic of its own.
    pub(super) async fn in_a_topic(channel: &'static str) -> Self {
        Self::in_world(World::with_topics().await, channel).await
    }

    async fn in_world(world: World, channel: &'static str) -> Self {
        let carla = world.person(CARLA);
        let has_topics = world.has_topics();
        if channel == OFFICIAL {
            open(&world, &carla, MARIA).await;
            carla.sees("✓✓ entregue").await;
            world.cloud.say(MARIA, "Oi!").unwrap();
            carla.sees_somewhere("Oi!").await;
            carla.sees_somewhere("janela aberta até").await;
            if !has_topics {
                carla.taps("Responder").await;
            }
        } else {
            open_unofficial(&carla, MARIA).await;
        }
        if has_topics {
            carla.opens_topic("Vendas").await;
        }
        carla.sees_somewhere("vai para este contato").await;
        Self { world, carla, channel }
    }

    pub(super) fn phone(&self) -> PhoneView {
        let phone = if self.channel == OFFICIAL {
            self.world.cloud.phone(MARIA)
        } else {
            self.world.evolution.phone(MARIA)
        };
        phone.expect("she has a phone")
    }

    /// Waits for what Maria's phone shows.
    pub(super) async fn she_sees(
        &self,
        what: &str,
        fits: impl Fn(&MessageView) -> bool + Send + Sync,
    ) -> MessageView {
        let look = || self.phone().messages.into_iter().rev().find(|one| !one.from_contact && fits(one));
        let seen = async {
            if self.channel == OFFICIAL {
                self.world.cloud.until(|_cloud| look()).await
            } else {
                self.world.evolution.until(|_server| look()).await
            }
        };
        within(&format!("she sees {what}"), seen).await
    }

    /// Waits for what Maria's phone shows of her own messages.
    pub(super) async fn she_learns(&self, what: &str, fits: impl Fn(&PhoneView) -> bool + Send + Sync) {
        let look = || fits(&self.phone()).then_some(());
        let learnt = async {
            if self.channel == OFFICIAL {
                self.world.cloud.until(|_cloud| look()).await;
            } else {
                self.world.evolution.until(|_server| look()).await;
            }
        };
        within(&format!("she learns {what}"), learnt).await;
    }

    pub(super) fn she_sends(&self, file: Hers) {
        let Hers { kind, mime, filename, bytes, caption, is_voice } = file;
        let (kind, mime) = (kind.to_owned(), mime.to_owned());
        let (filename, caption) = (filename.map(str::to_owned), caption.map(str::to_owned));
        let file = SentFile { kind, mime, filename, bytes, caption, is_voice };
        let sent = if self.channel == OFFICIAL {
            self.world.cloud.send_media(MARIA, file)
        } else {
            self.world.evolution.send_media(MARIA, file)
        };
        sent.expect("it is sent");
    }

    /// Waits for a file in Carla's chat, and checks that it is the one that was sent.
    pub(super) async fn carla_gets(&self, kind: FileKind, bytes: &[u8]) -> ChatMessage {
        let is_it =
            |one: &ChatMessage| one.from_bot && one.file.as_ref().is_some_and(|file| file.kind == kind);
        let got = self
            .carla
            .until(&format!("a {kind:?} is there"), |telegram| {
                telegram.chat(CARLA).into_iter().rev().find(|one| is_it(one))
            })
            .await;
        let kept = self.world.telegram.file_bytes(&got.file.as_ref().unwrap().file_id).unwrap();
        assert_eq!(&kept[..], bytes, "other bytes");
        got
    }

    pub(super) fn carla_sends(
        &self,
        kind: FileKind,
        name: &str,
        mime: &str,
        bytes: &'static [u8],
        caption: &str,
    ) -> i32 {
        self.carla.sends(PersonFile {
            kind,
            name: name.to_owned(),
            mime: mime.to_owned(),
            bytes: Bytes::from_static(bytes),
            caption: caption.to_owned(),
        })
    }

    pub(super) fn her_bytes(&self, seen: &MessageView) -> Bytes {
        let media = seen.media.as_ref().expect("it is a file");
        if self.channel == OFFICIAL {
            self.world.cloud.media(media.id.as_ref().unwrap()).unwrap().bytes
        } else {
            self.world.evolution.media(&seen.id).unwrap().1
        }
    }
}
