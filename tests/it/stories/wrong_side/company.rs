//! What holds for the company or a team: its settings, the code of a channel, quick replies.

use super::{ANA, BRUNO, CARLA, DAVI, IVO, RITA, RUI, STRANGER, Stage, Try, at_rest};
use balcao::dialogue::Action;
use balcao::dialogue::company::Press as Company;
use balcao::dialogue::replies::Press as Replies;
use balcao::dialogue::settings::Press as Settings;
use balcao::domain::id::{ChannelId, TeamId};
use balcao::domain::opt_out::OptOutWord;
use balcao::domain::staff::Locale;

#[tokio::test(flavor = "multi_thread")]
async fn the_company_is_set_by_nobody_but_owners() {
    let stage = Stage::set().await;
    let company = || vec![Action::Settings(Settings::Open), Action::Settings(Settings::Company)];
    let and = |more: Settings| {
        let mut all = company();
        all.push(Action::Settings(more));
        all
    };
    let sair = OptOutWord::new("SAIR").unwrap().print();
    let oficial = ChannelId::new("oficial").unwrap();
    let forged = |presses: &[Company]| presses.iter().cloned().map(Action::Company).collect::<Vec<_>>();
    let of_the_company = |presses: &[Company]| Try::Panel(forged(presses));
    let tries = [
        Try::Panel(company()),
        Try::PanelThen(and(Settings::Reopening), "0"),
        Try::PanelThen(vec![Action::Settings(Settings::Reopening)], "0"),
        Try::Panel(and(Settings::Sync)),
        Try::Panel(vec![Action::Settings(Settings::Sync)]),
        of_the_company(&[Company::OptOut]),
        of_the_company(&[Company::Costs]),
        of_the_company(&[Company::OptOut, Company::Words(Locale::PT_BR), Company::Drop(sair)]),
        of_the_company(&[Company::Costs, Company::Currency(oficial), Company::Use("BRL".into())]),
        of_the_company(&[Company::DropRates]),
        Try::PanelThen(forged(&[Company::OptOut, Company::Words(Locale::PT_BR)]), "Chega"),
    ];
    let before = stage.world.cloud.requests().len();
    stage.wrong("the settings of the company", &[STRANGER, RUI, ANA, RITA, DAVI], &tries).await;
    assert_eq!(stage.world.cloud.requests().len(), before, "no templates were asked for");
    stage.world.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_code_of_a_channel_is_shown_to_nobody_but_owners() {
    let stage = Stage::set().await;
    stage.world.evolution.unlink();
    stage.world.until_usable("loja", false).await;
    // Long enough for those to be told whom it concerns.
    stage.world.turn(chrono::TimeDelta::minutes(30));
    let loja = || Action::LinkChannel(ChannelId::new("loja").unwrap());
    let asked = || {
        let all = stage.world.evolution.requests();
        all.iter().filter(|one| one.path.contains("/instance/connect/")).count()
    };
    let before = asked();
    let tries =
        [Try::Panel(vec![Action::Channels, loja()]), Try::Panel(vec![loja()]), Try::Types("/canais".into())];
    stage.wrong("the code of a channel", &[STRANGER, RUI, ANA, BRUNO, RITA, DAVI], &tries).await;
    let carla = stage.person(CARLA);
    carla.types("/canais");
    let (panel, data) = carla.button("Conectar").await;
    for id in [STRANGER, RUI, ANA, RITA] {
        stage.person(id).taps_data(panel, &data).await;
        at_rest(&stage.world).await;
        assert!(stage.person(id).messages().iter().all(|one| one.file.is_none()), "{id} was shown a picture");
    }
    assert_eq!(asked(), before, "no code was asked for");
    stage.world.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn replies_of_others_are_neither_made_nor_changed_nor_removed() {
    let stage = Stage::set().await;
    let ids = ["0198c000-0000-7000-8000-0000000000d1", "0198c000-0000-7000-8000-0000000000d2"];
    let [pix, frete] = ids.map(|id| id.parse().unwrap());
    let with = |presses: Vec<Replies>| presses.into_iter().map(Action::Replies).collect::<Vec<_>>();
    let mut tries = vec![
        Try::Panel(with(vec![Replies::One(pix), Replies::Remove])),
        Try::PanelThen(with(vec![Replies::One(pix), Replies::Edit]), "outra chave"),
        Try::Panel(with(vec![Replies::Remove])),
    ];
    stage.wrong("a reply of the company", &[STRANGER, RUI, ANA, BRUNO, RITA, DAVI], &tries).await;
    tries = vec![
        Try::Panel(with(vec![Replies::One(frete), Replies::Remove])),
        Try::PanelThen(with(vec![Replies::One(frete), Replies::Edit]), "outro frete"),
    ];
    stage.wrong("a reply of a team", &[STRANGER, RUI, ANA, IVO, BRUNO, DAVI], &tries).await;
    // A new one, with the button of whose it shall be made by hand.
    let vendas = TeamId::new("vendas").unwrap();
    for (id, whose) in [
        (DAVI, Replies::Company),
        (DAVI, Replies::Team(vendas.clone())),
        (RITA, Replies::Company),
        (RITA, Replies::Team(TeamId::new("suporte").unwrap())),
    ] {
        let who = stage.person(id);
        let before = stage.everything().await;
        who.types("/menu");
        at_rest(&stage.world).await;
        stage.presses(&who, &with(vec![Replies::New])).await;
        who.types("oferta");
        who.sees("/oferta").await;
        who.types("só hoje");
        who.button("Só minha").await;
        stage.presses(&who, &with(vec![whose])).await;
        at_rest(&stage.world).await;
        assert_eq!(stage.everything().await, before, "{}", who.transcript());
        assert!(who.transcript().contains("não está mais disponível para você"), "{}", who.transcript());
    }
    stage.world.ends_well().await;
}
