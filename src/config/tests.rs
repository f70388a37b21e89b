//! What a person reads who wrote a wrong configuration, and what is taken from a right one.

use super::*;
use crate::domain::id::ChannelId;
use secrecy::ExposeSecret as _;

pub(super) const SHOP: &str = include_str!("../../balcao.example.toml");
pub(super) const SMALL: &str = "[telegram]\ntoken = \"123:ABC\"\nowners = [7]\n";

pub(super) fn load(toml: &str, environment: &[(&str, &str)]) -> Result<Config, String> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("balcao.toml");
    std::fs::write(&path, toml).unwrap();
    let variables = environment.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
    Config::load(Some(&path), variables).map_err(|error| {
        let line = error.to_string();
        assert!(!line.contains('\n'), "one line: {line}");
        line.replace(&format!("{}/", folder.path().display()), "")
    })
}

/// The line that a file of these lines is refused with.
pub(super) fn refused(toml: &str) -> String {
    load(toml, &[]).expect_err("it was taken")
}

/// The line that the example is refused with once `from` reads `to`.
fn spoiled(from: &str, to: &str) -> String {
    assert!(SHOP.contains(from), "{from}");
    refused(&SHOP.replacen(from, to, 1))
}

#[test]
fn the_example_says_what_the_manual_says() {
    let config = load(SHOP, &[]).unwrap();
    assert_eq!(config.timezone, chrono_tz::America::Sao_Paulo);
    assert_eq!(config.locale, Locale::PT_BR);
    assert_eq!(config.country, "BR");
    assert_eq!(config.reopen, TimeDelta::hours(12));
    let words: Vec<_> = config.opt_out.iter().flat_map(|(_, words)| words).map(OptOutWord::as_str).collect();
    assert_eq!(words, ["SAIR", "PARAR", "STOP", "UNSUBSCRIBE", "BAJA", "PARAR"]);
    assert_eq!(config.database.url, "sqlite:balcao.db");
    assert_eq!(config.server.listen.to_string(), "127.0.0.1:8080");
    assert_eq!(config.server.public_url.as_deref(), Some("https://balcao.example.com"));
    assert_eq!(config.telegram.owners, [StaffId(123_456_789)]);
    assert_eq!(config.telegram.updates, Updates::Polling);
    let ids: Vec<&str> = config.channels.iter().map(|channel| channel.id.as_str()).collect();
    assert_eq!(ids, ["oficial", "loja"]);
    let Provider::Cloud(cloud) = &config.channels[0].provider else { panic!("not the official API") };
    assert_eq!((cloud.api_version.as_str(), cloud.currency.as_str()), ("v25.0", "USD"));
    let Provider::Evolution(evolution) = &config.channels[1].provider else { panic!("not Evolution") };
    assert_eq!(evolution.api_url, "http://127.0.0.1:8081");
    assert_eq!(config.teams[0].channels.len(), 2);
    assert_eq!(config.staff[0].role, Role::Manager);
}

#[test]
fn what_is_left_out_has_a_default() {
    let config = load(SMALL, &[]).unwrap();
    assert_eq!(config.timezone, chrono_tz::America::Sao_Paulo);
    assert_eq!(config.database.url, "sqlite:balcao.db");
    assert_eq!(config.server.public_url, None);
    assert_eq!(config.telegram.api_url, "https://api.telegram.org");
    assert_eq!(config.telegram.pace, Pace::default());
    assert!(config.channels.is_empty() && config.rates.is_empty());
}

#[test]
fn the_pace_and_rate_tables_are_optional_and_taken() {
    let toml = format!(
        "rates = [\"my-rates.csv\"]\n{SMALL}[telegram.pace]\nchat_per_second = 30\ngroup_per_minute = 0.5\n"
    );
    let config = load(&toml, &[]).unwrap();
    assert_eq!(config.rates, [std::path::PathBuf::from("my-rates.csv")]);
    assert_eq!(
        config.telegram.pace,
        Pace { chat_per_second: 30.0, group_per_minute: 0.5, ..Pace::default() }
    );
    assert_eq!(
        refused(&format!("{SMALL}[telegram.pace]\nchat_per_second = 0\n")),
        "balcao.toml: telegram.pace.chat_per_second: expected a number above zero"
    );
    assert_eq!(
        refused(&format!("rates = \"my-rates.csv\"\n{SMALL}")),
        "balcao.toml: rates: expected paths of CSV files in [ ], found text"
    );
}

#[test]
fn the_environment_beats_the_file_key_by_key() {
    let environment = [
        ("BALCAO_TELEGRAM__TOKEN", "456:DEF"),
        ("BALCAO_TELEGRAM__OWNERS", "1, 2"),
        ("BALCAO_CHANNEL__1__NAME", "Loja Norte"),
        ("BALCAO_TEAM__0__CHANNELS", "loja"),
        ("BALCAO_TIMEZONE", "Europe/Lisbon"),
        ("BALCAO_SERVER__PUBLIC_URL", ""),
        ("BALCAO_PORT", "tcp://10.0.0.1:80"),
        ("PATH", "/bin"),
    ];
    let config = load(SHOP, &environment).unwrap();
    assert_eq!(config.telegram.token.expose_secret(), "456:DEF");
    assert_eq!(config.telegram.owners, [StaffId(1), StaffId(2)]);
    assert_eq!(config.channels[1].name, "Loja Norte");
    assert_eq!(config.channels[1].id.as_str(), "loja");
    assert_eq!(config.teams[0].channels, [ChannelId::new("loja").unwrap()]);
    assert_eq!(config.timezone, chrono_tz::Europe::Lisbon);
    assert_eq!(
        config.server.public_url.as_deref(),
        Some("https://balcao.example.com"),
        "empty counts as absent"
    );
}

#[test]
fn a_mistake_in_the_environment_names_the_variable() {
    let line = |name: &str, value: &str| load(SHOP, &[(name, value)]).unwrap_err();
    assert_eq!(
        line("BALCAO_TELEGRAM__OWNERS", "1,carla"),
        "BALCAO_TELEGRAM__OWNERS: telegram.owners[1]: expected Telegram user ids such as 123456789, found text"
    );
    assert_eq!(
        line("BALCAO_TELEGRAM__TOKN", "1:a"),
        "BALCAO_TELEGRAM__TOKN: telegram.tokn: not a known key; did you mean token?"
    );
    assert_eq!(line("BALCAO_LOCAL", "en"), "BALCAO_LOCAL: not a known key; did you mean BALCAO_LOCALE?");
    assert_eq!(
        line("BALCAO_TELEGRAM", "1:a"),
        "BALCAO_TELEGRAM: names a section; expected a key of it too, such as BALCAO_TELEGRAM__…"
    );
    assert!(line("BALCAO_CHANNEL__4000000000__NAME", "x").contains("not the name of a key"));
    assert!(line("BALCAO_CHANNEL__3__NAME", "x").contains("channel[2].id: missing"), "a gap in the list");
}

#[test]
fn without_a_file_the_environment_may_say_everything() {
    let everything = [
        ("BALCAO_TELEGRAM__TOKEN", "1:a"),
        ("BALCAO_TELEGRAM__OWNERS", "5"),
        ("BALCAO_DATABASE__URL", "sqlite:x.db"),
    ];
    let owned = |pairs: &[(&str, &str)]| -> Vec<(String, String)> {
        pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
    };
    // The tests run where there is no balcao.toml: at the root of the repository.
    let config = Config::load(None, owned(&everything).into_iter()).unwrap();
    assert_eq!(config.database.url, "sqlite:x.db");
    let line = Config::load(None, std::iter::empty()).unwrap_err().to_string();
    assert_eq!(
        line,
        "balcao.toml (no such file) and the environment: telegram.token: missing; expected the bot's token as \
         BotFather gives it, digits:letters (here, in the file named by token_file, or in BALCAO_TELEGRAM__TOKEN)"
    );
    let named = Config::load(Some(Path::new("/nowhere/b.toml")), owned(&everything).into_iter()).unwrap_err();
    assert!(
        named.to_string().starts_with("/nowhere/b.toml: cannot be read: "),
        "a file that was named must exist"
    );
}

#[test]
fn a_missing_key_is_named_with_what_was_expected() {
    assert_eq!(
        spoiled("api_key = ", "#"),
        "balcao.toml: channel[1].api_key: missing; expected the key of the Evolution server or instance (here, in the \
         file named by api_key_file, or in BALCAO_CHANNEL__1__API_KEY)"
    );
    assert!(
        spoiled("phone_number_id = ", "#")
            .contains("channel[0].phone_number_id: missing; expected the number's id")
    );
    assert!(spoiled("channels = ", "#").contains("team[0].channels: missing"));
    assert!(spoiled("telegram_id = ", "#").contains("staff[0].telegram_id: missing"));
    assert_eq!(
        refused("[telegram]\ntoken = \"1:a\"\n"),
        "balcao.toml: telegram.owners: nobody could use the bot; expected the Telegram user id of at least one person, \
         such as [123456789]"
    );
}

#[test]
fn an_unknown_key_is_refused_with_the_nearest_known_one() {
    assert_eq!(
        spoiled("api_key = ", "apikey = "),
        "balcao.toml: channel[1].apikey: not a known key; did you mean api_key?"
    );
    assert_eq!(
        spoiled("timezone", "timezome"),
        "balcao.toml: timezome: not a known key; did you mean timezone?"
    );
    assert_eq!(
        refused(&format!("colour = 1\n{SMALL}")),
        "balcao.toml: colour: not a known key; expected one of timezone, languages, locale, country, reopen_hours, rates, \
         opt_out, privacy, database, backup, telegram, server, channel, team, staff here"
    );
    assert!(
        spoiled("instance = \"loja\"", "instance = \"loja\"\napp_secret = \"hush\"")
            .contains("channel[1].app_secret: not a known key")
    );
}

#[test]
fn a_value_of_the_wrong_kind_is_refused() {
    assert_eq!(
        spoiled("token = \"123:ABC\"", "token = 123"),
        "balcao.toml: telegram.token: expected the bot's token as BotFather gives it, digits:letters, in quotes, found a \
         whole number"
    );
    assert_eq!(
        spoiled("owners = [123456789]", "owners = 123456789"),
        "balcao.toml: telegram.owners: expected Telegram user ids such as 123456789 in [ ], found a whole number"
    );
    assert_eq!(
        refused(&format!("server = 1\n{SMALL}")),
        "balcao.toml: server: expected a section, found a whole number"
    );
    assert_eq!(
        refused(&format!("{SMALL}[team]\nid = \"a\"\n")),
        "balcao.toml: team: expected one [[team]] section or more, found a section"
    );
}

#[test]
fn words_of_a_closed_set_are_quoted_beside_the_right_ones() {
    assert_eq!(
        spoiled("America/Sao_Paulo", "America/SaoPaulo"),
        "balcao.toml: timezone: expected a time zone such as \"America/Sao_Paulo\" (did you mean \
         \"America/Sao_Paulo\"?), found \"America/SaoPaulo\""
    );
    assert!(
        spoiled("locale = \"pt-BR\"", "locale = \"de\"")
            .ends_with("expected one of the languages \"pt-BR\", \"en\", \"es\", found \"de\"")
    );
    assert!(spoiled("country = \"BR\"", "country = \"Brasil\"").contains("two letters"));
    for wrong in ["-1", "721"] {
        let told = refused(&format!("reopen_hours = {wrong}\n{SMALL}"));
        assert!(told.contains("reopen_hours: expected hours from 0 (never) to 720"), "{told}");
    }
    for wrong in ["0", "1001"] {
        let told = spoiled("per_second = 80 ", &format!("per_second = {wrong} "));
        assert!(told.contains("messages_per_second: expected messages a second from 1 to 1000"), "{told}");
    }
    let evolution = "[[channel]]\nid = \"l2\"\nname = \"L\"\nprovider = \"evolution\"\napi_url = \"http://h\"\n\
                     instance = \"i\"\napi_key = \"k\"\nwebhook_secret = \"s\"";
    for wrong in ["-1", "3601"] {
        let told = refused(&format!("{SMALL}\n{evolution}\nnew_chat_seconds = {wrong}\n"));
        assert!(told.contains("new_chat_seconds: expected seconds from 0 (at once) to 3600"), "{told}");
    }
    assert!(
        spoiled("provider = \"cloud\"", "provider = \"meta\"")
            .ends_with("channel[0].provider: expected \"cloud\" or \"evolution\", found \"meta\"")
    );
    assert!(
        spoiled("\"polling\"", "\"push\"")
            .ends_with("telegram.updates: expected \"polling\" or \"webhook\", found \"push\"")
    );
    assert!(
        spoiled("\"manager\"", "\"boss\"")
            .ends_with("staff[0].role: expected \"owner\", \"manager\" or \"attendant\", found \"boss\"")
    );
    assert!(spoiled("v25.0", "25").contains("channel[0].api_version: expected a version such as \"v25.0\""));
    assert!(
        spoiled("\"USD\"", "\"dollar\"").contains("channel[0].currency: expected a currency's three letters")
    );
}

#[test]
fn addresses_are_checked() {
    assert!(
        spoiled("127.0.0.1:8080", "localhost")
            .contains("server.listen: expected an address and port such as")
    );
    assert!(
        spoiled("https://balcao.example.com", "balcao.example.com")
            .contains("server.public_url: expected an address")
    );
    assert!(
        spoiled("https://api.telegram.org", "ftp://x")
            .contains("telegram.api_url: expected the address of a Bot API server")
    );
    assert!(
        spoiled("sqlite:balcao.db", "postgres://user:hush@db/x")
            .contains("database.url: expected an address such as \"sqlite:balcao.db\"")
    );
    let config = load(&SHOP.replace("https://graph.facebook.com", "http://127.0.0.1:9/"), &[]).unwrap();
    let Provider::Cloud(cloud) = &config.channels[0].provider else { panic!("not the official API") };
    assert_eq!(cloud.api_url, "http://127.0.0.1:9");
}

#[test]
fn telegram_posts_only_to_a_public_and_safe_address() {
    let webhook = SHOP.replace("\"polling\"", "\"webhook\"");
    assert!(load(&webhook, &[]).is_ok());
    let without = webhook.replace("public_url", "#");
    assert!(refused(&without).contains("server.public_url: missing; expected an address such as \"https://balcao.example.com\", because telegram.updates is \"webhook\""));
    let open = webhook.replace("https://balcao.example.com", "http://balcao.example.com");
    assert!(
        refused(&open)
            .contains("server.public_url: expected https://, because telegram.updates is \"webhook\"")
    );
    assert!(
        load(&webhook.replace("https://balcao.example.com", "http://127.0.0.1:8080"), &[]).is_ok(),
        "this machine"
    );
}

#[test]
fn ids_are_slugs_and_each_is_there_once() {
    assert!(
        spoiled("id = \"loja\"", "id = \"Loja 1\"")
            .contains("channel[1].id: expected an id of 1 to 28 letters")
    );
    assert_eq!(
        spoiled("id = \"loja\"", "id = \"oficial\""),
        "balcao.toml: channel[1].id: another channel has the id \"oficial\" too; expected one of its own"
    );
    let team = "[[team]]\nid = \"vendas\"\nname = \"Outra\"\nchannels = []\n";
    assert!(
        refused(&format!("{SHOP}\n{team}")).contains("team[1].id: another team has the id \"vendas\" too")
    );
    let person = "[[staff]]\ntelegram_id = 123456789\nname = \"Outra\"\nrole = \"attendant\"\n";
    assert!(refused(&format!("{SHOP}\n{person}")).contains("staff[1].telegram_id: 123456789 is there twice"));
    assert!(
        spoiled("owners = [123456789]", "owners = [5, 5]")
            .contains("telegram.owners[1]: the same id is there twice")
    );
    assert!(
        spoiled("owners = [123456789]", "owners = [-5]")
            .contains("telegram.owners[0]: expected Telegram user ids")
    );
}

#[test]
fn teams_and_people_name_what_exists() {
    assert_eq!(
        spoiled("channels = [\"oficial\", \"loja\"]", "channels = [\"oficial\", \"lojas\"]"),
        "balcao.toml: team[0].channels[1]: expected the id of a [[channel]] (did you mean \"loja\"?), found \"lojas\""
    );
    assert_eq!(
        spoiled("teams = [\"vendas\"]", "teams = [\"suporte\"]"),
        "balcao.toml: staff[0].teams[0]: expected the id of a [[team]] (known are vendas), found \"suporte\""
    );
}

#[test]
fn a_secret_may_stand_in_a_file_of_its_own() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("token");
    std::fs::write(&file, "789:GHI\n").unwrap();
    let named = format!("token_file = {:?}", file.display().to_string());
    let toml = SHOP.replace("token = \"123:ABC\"", &named);
    assert_eq!(load(&toml, &[]).unwrap().telegram.token.expose_secret(), "789:GHI");
    let both = SHOP.replace("token = \"123:ABC\"", &format!("token = \"123:ABC\"\n{named}"));
    assert_eq!(
        refused(&both),
        "balcao.toml: telegram.token_file: expected either this or telegram.token, not both"
    );
    let winner = load(&toml, &[("BALCAO_TELEGRAM__TOKEN", "1:a")]).unwrap();
    assert_eq!(winner.telegram.token.expose_secret(), "1:a", "the environment beats the file");
    std::fs::write(&file, "").unwrap();
    assert!(refused(&toml).contains("telegram.token_file: ") && refused(&toml).contains("is empty"));
    for secret in ["access_token", "app_secret", "verify_token", "api_key", "webhook_secret"] {
        std::fs::write(&file, "hush").unwrap();
        let line = SHOP.lines().find(|line| line.starts_with(&format!("{secret} = "))).unwrap();
        let toml = SHOP.replace(line, &format!("{secret}_file = {:?}", file.display().to_string()));
        assert!(load(&toml, &[]).is_ok(), "{secret}");
        let gone = toml.replace(&file.display().to_string(), "/etc/balcao-nowhere");
        assert!(
            refused(&gone).contains(&format!("{secret}_file: cannot read \"/etc/balcao-nowhere\"")),
            "{secret}"
        );
    }
}

#[test]
fn no_complaint_repeats_a_secret() {
    let lines = [
        spoiled("123:ABC", "hush hush"),
        spoiled("token = \"123:ABC\"", "token = hush hush"),
        spoiled("token = \"123:ABC\"", "tokken = \"hush\""),
        spoiled("phone_number_id = \"106540352242922\"", "phone_number_id = \"hush\""),
        spoiled("sqlite:balcao.db", "postgres://a:hush@b"),
        spoiled("https://api.telegram.org", "https://hush@b"),
        spoiled("token = \"123:ABC\"", "token_file = \"123:hush\""),
        load(SHOP, &[("BALCAO_TELEGRAM__TOKEN", "hush hush")]).unwrap_err(),
        load(SHOP, &[("BALCAO_TELEGRAM__TOKN", "hush")]).unwrap_err(),
    ];
    for line in lines {
        assert!(!line.contains("hush"), "{line}");
    }
    let shown = format!("{:?}", load(&SHOP.replace("123:ABC", "123:hush"), &[]).unwrap());
    assert!(!shown.contains("hush"));
}

#[test]
fn what_is_no_toml_is_one_line_with_the_place_in_the_file() {
    let line = refused("[telegram]\ntoken = hush\n");
    assert!(line.starts_with("balcao.toml: not valid TOML: TOML parse error at line 2, column "), "{line}");
    assert!(refused("a = 1\na = 2\n").contains("duplicate key"));
}
