//! Does outside what a state of the dialogue asks for, and hands the answer back to the dialogue.
//!
//! Each is harmless to repeat: after a restart the panels that have not been shown are drawn again, and what their states
//! ask for is done again. An answer that comes after the person went elsewhere changes nothing.

use super::desk::Desk;
use crate::channel::{NumberCheck, Upload};
use crate::dialogue::Input;
use crate::dialogue::input::Checked;
use crate::domain::fault::{Fault, FaultKind};
use crate::domain::id::ChannelId;
use crate::domain::phone::Phone;
use crate::domain::template::MediaRef;

/// Asks the provider whether the number is on WhatsApp.
pub async fn check_number(desk: &Desk, channel: &ChannelId, phone: &Phone) -> Input {
    let checked = match desk.find_adapter(channel) {
        None => Checked::Failed { fault: gone() },
        Some(adapter) => match adapter.check_number(phone).await {
            NumberCheck::OnWhatsapp { addresses } => Checked::OnWhatsapp { addresses },
            // A channel that cannot say is not asked; if it is all the same, the first message tells.
            NumberCheck::NotSupported => Checked::OnWhatsapp { addresses: Vec::new() },
            NumberCheck::Absent => Checked::Absent,
            NumberCheck::Failed { fault } => Checked::Failed { fault },
        },
    };
    Input::Checked { channel: channel.clone(), phone: phone.clone(), checked }
}

fn gone() -> Fault {
    Fault::new(FaultKind::BadRequest, "channel", "not configured any more")
}

/// Gives a file to the provider.
pub async fn upload(
    desk: &Desk,
    channel: &ChannelId,
    upload: Upload,
    filename: Option<String>,
) -> Result<MediaRef, Fault> {
    let mime = upload.mime.clone();
    let adapter = desk.find_adapter(channel).ok_or_else(gone)?;
    adapter.upload(upload).await.map(|remote| MediaRef { remote, filename, mime })
}
