//! What is done with contacts: everybody looks after them, but what protects them is undone by managers, who also forget one
//! and handle them by the file.

use super::{BRUNO, CARLA, IVO, RUI, STRANGER, Stage, Try, at_rest};
use crate::world::ANA;
use balcao::demo::telegram::{FileKind, PersonFile};
use balcao::dialogue::Action;
use balcao::dialogue::contact::Press;
use balcao::domain::exchange::Format;
use balcao::domain::profile::Field;

fn of_contact(press: Press) -> Action {
    Action::OfContact(press)
}

#[tokio::test(flavor = "multi_thread")]
async fn an_attendant_undoes_nothing_that_protects_a_contact_and_forgets_nobody() {
    let stage = Stage::set().await;
    let page = || [Action::Contacts, Action::Contact(stage.lia), Action::NameContact];
    let on_page = |presses: &[Press]| {
        Try::Panel(page().into_iter().chain(presses.iter().cloned().map(of_contact)).collect())
    };
    let tries = [
        on_page(&[Press::Unblock]),
        on_page(&[Press::OptIn]),
        on_page(&[Press::Forget, Press::Forget, Press::ForgetSure]),
        on_page(&[Press::ForgetSure]),
        Try::Panel(vec![of_contact(Press::Unblock)]),
        Try::Panel(vec![of_contact(Press::ForgetSure)]),
    ];
    stage.wrong("what protects a contact", &[ANA, BRUNO, IVO], &tries).await;
    stage.world.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn contacts_come_and_go_by_the_file_for_managers_alone() {
    let stage = Stage::set().await;
    let tries = [
        Try::Panel(vec![
            Action::Contacts,
            of_contact(Press::Export),
            of_contact(Press::ExportAs(Format::Csv)),
        ]),
        Try::Panel(vec![Action::Contacts, of_contact(Press::ExportAs(Format::Vcard))]),
        Try::Panel(vec![Action::Contacts, of_contact(Press::ImportHow), of_contact(Press::Import)]),
        Try::Panel(vec![of_contact(Press::Export)]),
    ];
    let people = [STRANGER, RUI, ANA, BRUNO, IVO];
    stage.wrong("contacts by the file", &people, &tries).await;
    for id in people {
        let before = stage.everything().await;
        let sent = stage.person(id).sends(PersonFile {
            kind: FileKind::Document,
            name: "contatos.csv".into(),
            mime: "text/csv".into(),
            bytes: b"nome,telefone\nFalsa,5551900002222\n".as_slice().into(),
            caption: String::new(),
        });
        at_rest(&stage.world).await;
        assert_eq!(stage.everything().await, before, "{id}");
        let answers = stage.person(id).messages().into_iter().filter(|one| one.message_id > sent);
        assert!(answers.clone().all(|one| one.file.is_none()), "{id} was sent a file");
        let is_ours = id != STRANGER && id != RUI;
        assert!(!is_ours || stage.person(id).transcript().contains("Só gerentes"), "{id}");
    }
    stage.world.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn contacts_are_shown_to_nobody_outside() {
    let stage = Stage::set().await;
    let maria = stage.maria.short();
    let tries = [
        Try::Inline(""),
        Try::Inline("maria"),
        Try::Inline("8888"),
        Try::Types(format!("/start k{maria}")),
        Try::Types("/start n5551999998888".into()),
        Try::Types("/contatos".into()),
        Try::Types("maria".into()),
        Try::Panel(vec![Action::Contacts, Action::Contact(stage.maria), Action::NameContact]),
        Try::PanelThen(vec![of_contact(Press::Edit(Field::Name))], "Outra"),
        Try::Panel(vec![of_contact(Press::Block), of_contact(Press::BlockSure)]),
        Try::Panel(vec![of_contact(Press::Merge), Action::Contact(stage.lia), of_contact(Press::MergeSure)]),
    ];
    stage.wrong("contacts", &[STRANGER, RUI], &tries).await;
    // Whose page is open on a colleague's phone is nobody else's panel.
    let carla = stage.person(CARLA);
    carla.types("/contatos");
    carla.taps("Lia Prado").await;
    carla.sees("Lia Prado").await;
    carla.taps("Editar").await;
    let (panel, unblock) = carla.button("Desbloquear").await;
    let before = stage.everything().await;
    for id in [STRANGER, RUI, ANA] {
        let said = stage.person(id).taps_data(panel, &unblock).await.unwrap_or_default();
        assert!(!said.contains("Lia"), "{said}");
        at_rest(&stage.world).await;
    }
    assert_eq!(stage.everything().await, before);
    stage.world.ends_well().await;
}
