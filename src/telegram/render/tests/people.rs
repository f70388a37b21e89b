//! Every panel and line of the chapter about one contact.

use super::cast::{HOSTILE, attendance, contact, hostile, phone};
use crate::dialogue::Prompt;
use crate::dialogue::contact::{Form, Import, Panel, Remark, Stage};
use crate::domain::contact::{Address, AddressKind, Contact};
use crate::domain::id::StaffId;
use crate::domain::profile::{Decided, Details, Field, FieldFault, Profile, Tag, TagId};
use chrono::TimeDelta;

fn details() -> Details {
    Details {
        email: Some(format!("{}@exemplo.com.br", "x".repeat(230))),
        company: Some(HOSTILE.repeat(9)),
        note: Some(HOSTILE.repeat(60)),
    }
}

fn whole_page(blocked_by: Option<String>) -> Panel {
    let now = chrono::DateTime::UNIX_EPOCH + TimeDelta::days(20_770);
    let address = |kind, value: &str| Address { kind, value: value.to_owned() };
    let addresses = vec![
        address(AddressKind::Dialled, "5511988887777"),
        address(AddressKind::WaId, "551188887777"),
        address(AddressKind::Bsuid, &"BR.1".repeat(80)),
        address(AddressKind::Lid, "1<b>@lid"),
    ];
    let tags = (0..30).map(|id| Tag { id: TagId(id), name: HOSTILE.repeat(9) }).collect();
    let decided = Some(Decided { at: now, by: None });
    let profile =
        Profile { details: details(), tags, blocked: decided, opted_out: decided, ..Profile::default() };
    Panel::Page {
        contact: Box::new(Contact { addresses, ..contact(Some(HOSTILE), now) }),
        profile: Box::new(profile),
        seen: 3,
        hidden: 1,
        last: Some(attendance(now)),
        blocked_by,
    }
}

pub(super) fn prompts() -> Vec<Prompt> {
    let form =
        Form { name: HOSTILE.repeat(9), phone: Some(phone()), began_with_number: true, details: details() };
    let mut panels: Vec<Panel> = Field::ALL
        .into_iter()
        .map(Some)
        .chain([None])
        .map(|asks| Panel::New { form: form.clone(), asks })
        .collect();
    for field in Field::ALL {
        panels.push(Panel::Edit { person: hostile(), field, now: None });
        panels.push(Panel::Edit { person: hostile(), field, now: Some(HOSTILE.repeat(60)) });
    }
    panels.extend([
        whole_page(None),
        whole_page(Some(HOSTILE.repeat(9))),
        Panel::Visits { person: hostile(), total: 0, hidden: 2 },
        Panel::Tags { person: hostile(), tags: Vec::new() },
        Panel::Tags { person: hostile(), tags: vec![HOSTILE.repeat(9); 30] },
        Panel::Block { person: hostile() },
        Panel::Merge { person: hostile(), query: String::new(), total: 0 },
        Panel::Merge { person: hostile(), query: HOSTILE.repeat(9), total: 1 },
        Panel::MergeSure { kept: hostile(), gone: hostile() },
        Panel::Forget { person: hostile(), is_sure: false },
        Panel::Forget { person: hostile(), is_sure: true },
        Panel::Copying { person: hostile() },
        Panel::ImportHow,
        Panel::Export { running: false },
        Panel::Export { running: true },
    ]);
    let stages = [Stage::Looking, Stage::Looked, Stage::Importing, Stage::Done, Stage::Failed];
    panels.extend(stages.map(|stage| {
        let import =
            Import { staff: StaffId(1), stage, position: 100_000, fresh: 98_000, known: 1_000, wrong: 1_000 };
        Panel::Import { name: HOSTILE.repeat(9), import }
    }));
    panels.into_iter().map(|panel| Prompt::OfContact(Box::new(panel))).collect()
}

pub(super) fn remarks() -> Vec<Remark> {
    let since = chrono::DateTime::UNIX_EPOCH + TimeDelta::days(20_770);
    let is_blocked = |by: Option<String>, may_unblock| Remark::IsBlocked { by, since, may_unblock };
    vec![
        Remark::Field(Field::Email, FieldFault::NotAnEmail),
        Remark::Field(Field::Note, FieldFault::TooLong(1_000)),
        Remark::Field(Field::Company, FieldFault::Empty),
        Remark::Tag(FieldFault::Empty),
        Remark::Erased(Field::Note),
        Remark::TooManyTags,
        Remark::Blocked,
        Remark::Unblocked,
        is_blocked(None, false),
        is_blocked(Some(HOSTILE.repeat(9)), false),
        is_blocked(None, true),
        Remark::OptedOut,
        Remark::OptedIn,
        Remark::WantsNoTemplates { since, may_override: false },
        Remark::WantsNoTemplates { since, may_override: true },
        Remark::BothOpen,
        Remark::Merged,
        Remark::Parted,
        Remark::LivedOn,
        Remark::Leaving,
        Remark::StillOpen,
        Remark::Forgotten,
        Remark::ForManagers,
        Remark::Exported(0),
        Remark::Exported(1_000),
        Remark::Copied(0),
        Remark::Copied(1),
        Remark::Copied(12),
        Remark::ExportFailed,
    ]
}
