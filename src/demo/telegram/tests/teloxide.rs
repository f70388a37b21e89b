//! The real client against the server: everything that it is given must parse.

use super::super::{FileKind, PersonFile, SharedContact};
use super::{CARLA, TOKEN, World, within};
use axum::body::Bytes;
use teloxide::net::Download as _;
use teloxide::payloads::*;
use teloxide::requests::Requester as _;
use teloxide::types::*;
use teloxide::{ApiError, Bot, RequestError};

fn client(world: &World) -> Bot {
    let http = teloxide::net::default_reqwest_settings().no_proxy().build().unwrap();
    Bot::with_client(TOKEN, http).set_api_url(world.demo.api_url().parse().unwrap())
}

#[tokio::test]
async fn a_dialogue_of_the_real_client_passes() {
    let world = World::start().await;
    let bot = client(&world);
    let me = within(bot.get_me()).await.unwrap();
    assert_eq!(me.username(), "balcao_demo_bot");

    world.demo.type_text(CARLA, "/start");
    let updates =
        within(bot.get_updates().timeout(1).allowed_updates([AllowedUpdate::Message])).await.unwrap();
    let UpdateKind::Message(start) = &updates[0].kind else { panic!("{updates:?}") };
    assert_eq!(start.text(), Some("/start"));
    assert_eq!(start.chat.id, ChatId(CARLA));
    within(bot.get_updates().offset(updates[0].id.as_offset()).allowed_updates([])).await.unwrap();

    let keyboard = InlineKeyboardMarkup::new([[InlineKeyboardButton::callback("Conversar", "1:go")]]);
    let sent = within(
        bot.send_message(ChatId(CARLA), "<b>Olá</b>, <a href=\"https://a.b/\">ali</a>")
            .parse_mode(ParseMode::Html)
            .link_preview_options(LinkPreviewOptions {
                is_disabled: true,
                url: None,
                prefer_small_media: false,
                prefer_large_media: false,
                show_above_text: false,
            })
            .reply_parameters(ReplyParameters::new(start.id))
            .reply_markup(keyboard.clone()),
    )
    .await
    .unwrap();
    assert_eq!(sent.text(), Some("Olá, ali"));
    assert_eq!(sent.reply_markup(), Some(&keyboard));
    assert_eq!(sent.reply_to_message().unwrap().id, start.id);
    assert_eq!(sent.entities().unwrap().len(), 2);

    let press = world.demo.tap(CARLA, sent.id.0, "1:go");
    let updates = within(bot.get_updates()).await.unwrap();
    let UpdateKind::CallbackQuery(query) = &updates[0].kind else { panic!("{updates:?}") };
    assert_eq!((query.id.0.as_str(), query.data.as_deref()), (press.as_str(), Some("1:go")));
    assert_eq!(query.regular_message().unwrap().id, sent.id);
    within(bot.answer_callback_query(query.id.clone()).text("Pronto")).await.unwrap();

    let edit = || bot.edit_message_text(ChatId(CARLA), sent.id, "dois").reply_markup(keyboard.clone());
    assert_eq!(within(edit()).await.unwrap().text(), Some("dois"));
    let again = within(edit()).await.unwrap_err();
    assert!(matches!(again, RequestError::Api(ApiError::MessageNotModified)), "{again}");

    let commands = vec![BotCommand::new("menu", "Menu")];
    let change =
        bot.set_my_commands(commands.clone()).scope(BotCommandScope::AllPrivateChats).language_code("pt");
    within(change).await.unwrap();
    let get = bot.get_my_commands().scope(BotCommandScope::AllPrivateChats).language_code("pt");
    assert_eq!(within(get).await.unwrap(), commands);
    within(bot.send_chat_action(ChatId(CARLA), ChatAction::Typing)).await.unwrap();
    within(bot.delete_message(ChatId(CARLA), sent.id)).await.unwrap();
    assert!(within(bot.get_chat(ChatId(CARLA))).await.unwrap().is_private());
    assert!(within(bot.get_webhook_info()).await.unwrap().url.is_none());
    assert_eq!(world.demo.invalid(), []);
}

#[tokio::test]
async fn the_real_client_reads_everything_that_persons_send() {
    let world = World::start().await;
    let bot = client(&world);
    let kinds = [
        FileKind::Photo,
        FileKind::Video,
        FileKind::Document,
        FileKind::Voice,
        FileKind::Audio,
        FileKind::Sticker,
    ];
    for kind in kinds {
        let bytes = Bytes::from_static(b"content");
        let (name, mime, caption) = ("a.bin".to_owned(), "image/png".to_owned(), "veja".to_owned());
        world.demo.send_file(CARLA, PersonFile { kind, name, mime, bytes, caption });
    }
    let card =
        SharedContact { phone_number: "+5551".into(), first_name: "Ana".into(), ..SharedContact::default() };
    world.demo.share_contact(CARLA, card);
    world.demo.send_location(CARLA, 1.0, 2.0);
    world.demo.type_in_topic(CARLA, 77, "no tópico");
    world.demo.tap(CARLA, 500, "gone");
    let updates = within(bot.get_updates()).await.unwrap();
    let read = |update: &Update| {
        if let UpdateKind::Message(message) = &update.kind { Some(message.clone()) } else { None }
    };
    let messages: Vec<Message> = updates.iter().filter_map(read).collect();
    assert_eq!((updates.len(), messages.len()), (10, 9));
    assert!(messages[0].photo().is_some());
    assert!(messages[1].video().is_some());
    assert_eq!(messages[2].document().unwrap().file_name.as_deref(), Some("a.bin"));
    assert_eq!(messages[2].caption(), Some("veja"));
    assert!(messages[3].voice().is_some());
    assert!(messages[4].audio().is_some());
    assert!(messages[5].sticker().is_some());
    assert_eq!(messages[6].contact().unwrap().phone_number, "+5551");
    assert!(messages[7].location().is_some());
    assert_eq!(messages[8].thread_id, Some(ThreadId(MessageId(77))));
    let UpdateKind::CallbackQuery(press) = &updates[9].kind else { panic!("{updates:?}") };
    assert!(press.regular_message().is_none());

    let file = within(bot.get_file(messages[2].document().unwrap().file.id.clone())).await.unwrap();
    let mut bytes = Vec::new();
    within(bot.download_file(&file.path, &mut bytes)).await.unwrap();
    assert_eq!(bytes, b"content");
}

#[tokio::test]
async fn the_real_client_sends_files_and_topics() {
    let world = World::start().await;
    world.demo.set_topics(true);
    let bot = client(&world);
    let chat = ChatId(CARLA);
    let file = || InputFile::memory(&b"bytes"[..]).file_name("a.png");
    let photo = within(bot.send_photo(chat, file()).caption("<i>veja</i>").parse_mode(ParseMode::Html))
        .await
        .unwrap();
    assert_eq!(photo.caption(), Some("veja"));
    within(bot.send_document(chat, file())).await.unwrap();
    within(bot.send_video(chat, file())).await.unwrap();
    within(bot.send_voice(chat, file())).await.unwrap();
    within(bot.send_audio(chat, file())).await.unwrap();
    within(bot.send_sticker(chat, file())).await.unwrap();
    within(bot.send_photo(chat, InputFile::file_id(photo.photo().unwrap()[0].file.id.clone())))
        .await
        .unwrap();
    within(bot.edit_message_caption(chat, photo.id).caption("outra")).await.unwrap();
    within(bot.send_location(chat, 1.0, 2.0)).await.unwrap();
    within(bot.send_contact(chat, "+55", "Ana")).await.unwrap();
    within(bot.set_message_reaction(chat, photo.id).reaction([ReactionType::Emoji { emoji: "👍".into() }]))
        .await
        .unwrap();
    assert_eq!(world.demo.message(CARLA, photo.id.0).unwrap().reactions, ["👍"]);
    let topic = within(bot.create_forum_topic(chat, "Ana")).await.unwrap();
    let sent = within(bot.send_message(chat, "oi").message_thread_id(topic.thread_id)).await.unwrap();
    assert_eq!(sent.thread_id, Some(topic.thread_id));
    within(bot.edit_message_reply_markup(chat, sent.id).reply_markup(InlineKeyboardMarkup::new([[
        InlineKeyboardButton::url("ali", "https://a.b".parse().unwrap()),
    ]])))
    .await
    .unwrap();
    world.demo.block_bot(CARLA, true);
    let blocked = within(bot.send_message(chat, "oi")).await.unwrap_err();
    assert!(matches!(blocked, RequestError::Api(ApiError::BotBlocked)), "{blocked}");
    assert_eq!(world.demo.invalid(), []);
}
