//! Moves bytes to and from Meta: one function per call, no meaning.
//!
//! Addresses: <https://developers.facebook.com/documentation/business-messaging/whatsapp>.

use crate::channel::http::{Answer, Broken, ClientError, Http, Timeouts, call};
use crate::channel::{Download, Upload};
use crate::config::CloudConfig;
use crate::domain::fault::{Fault, FaultKind};
use crate::domain::limit::TEMPLATE_PAGE_LEN;
use reqwest::Body;
use reqwest::multipart::{Form, Part};
use secrecy::{ExposeSecret as _, SecretString};
use serde_json::Value;
use std::time::Duration;

/// How long an unused connection is kept: the handshake to Meta is what costs time.
const IDLE: Duration = Duration::from_secs(45);
/// What is asked for of each template.
const TEMPLATE_FIELDS: &str = "id,name,language,status,category,parameter_format,components";

/// The calls to one number and its account.
#[derive(Debug, Clone)]
pub(super) struct Client {
    http: Http,
    version: String,
    phone_number_id: String,
    business_account_id: String,
    upload: Duration,
}

impl Client {
    pub(super) fn new(config: &CloudConfig, timeouts: Timeouts) -> Result<Self, ClientError> {
        let bearer = SecretString::from(format!("Bearer {}", config.access_token.expose_secret()));
        Ok(Self {
            http: Http::new(&config.api_url, ("authorization", &bearer), timeouts, IDLE)?,
            version: config.api_version.clone(),
            phone_number_id: config.phone_number_id.clone(),
            business_account_id: config.business_account_id.clone(),
            upload: timeouts.upload,
        })
    }

    /// Sends a message.
    pub(super) async fn send(&self, message: &Value) -> Result<Answer, Broken> {
        call(self.http.post(&[&self.version, &self.phone_number_id, "messages"]).json(message)).await
    }

    /// Reads the number itself: proof that token, id and connection are right.
    pub(super) async fn phone_number(&self) -> Result<Answer, Broken> {
        let fields = [("fields", "id,display_phone_number")];
        call(self.http.get(&[&self.version, &self.phone_number_id], &fields)).await
    }

    /// One page of the listing of templates. The server's own address of the next page is never followed: it may lead
    /// elsewhere and may carry a token.
    pub(super) async fn templates(&self, after: Option<&str>) -> Result<Answer, Broken> {
        let limit = TEMPLATE_PAGE_LEN.to_string();
        let mut query = vec![("fields", TEMPLATE_FIELDS), ("limit", &limit)];
        query.extend(after.map(|cursor| ("after", cursor)));
        call(self.http.get(&[&self.version, &self.business_account_id, "message_templates"], &query)).await
    }

    /// Asks where a file of a contact is.
    pub(super) async fn media(&self, id: &str) -> Result<Answer, Broken> {
        let number = [("phone_number_id", self.phone_number_id.as_str())];
        call(self.http.get(&[&self.version, id], &number)).await
    }

    /// Begins to fetch a file from where Meta says it is: only from Meta's own servers or the configured one, because
    /// our token goes with the request.
    pub(super) async fn fetch(&self, url: &str) -> Result<Download, Fault> {
        self.http.fetch(url, is_metas).await
    }

    /// Moves a file. The outer error is a file that cannot even be offered.
    pub(super) async fn upload(&self, file: Upload) -> Result<Result<Answer, Broken>, Fault> {
        let part = Part::stream_with_length(Body::wrap_stream(file.body), file.length)
            .file_name(file.name)
            .mime_str(&file.mime)
            .map_err(|_not_a_type| {
                Fault::new(FaultKind::Media, "mime", "the file's type cannot be written")
            })?;
        let form = Form::new().text("messaging_product", "whatsapp").part("file", part);
        let request = self.http.post(&[&self.version, &self.phone_number_id, "media"]).multipart(form);
        Ok(call(request.timeout(self.upload)).await)
    }
}

/// Whether files are kept there by Meta.
fn is_metas(host: &str) -> bool {
    host == "lookaside.fbsbx.com"
        || [".fbcdn.net", ".whatsapp.net"].iter().any(|ending| host.ends_with(ending))
}

#[cfg(test)]
mod tests {
    use super::is_metas;

    #[test]
    fn only_metas_own_servers_are_asked_for_files() {
        for host in ["lookaside.fbsbx.com", "media-gru1-1.cdn.fbcdn.net", "mmg.whatsapp.net"] {
            assert!(is_metas(host), "{host}");
        }
        for host in ["fbsbx.com", "evil-fbcdn.net", "whatsapp.net.evil.example", "127.0.0.1", ""] {
            assert!(!is_metas(host), "{host}");
        }
    }
}
