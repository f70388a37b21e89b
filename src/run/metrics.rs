//! The recorder of metrics: one for the process, whoever asks for it first.

use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};
use std::sync::OnceLock;

static RECORDER: OnceLock<Option<PrometheusHandle>> = OnceLock::new();

/// Prometheus text; empty when another recorder was installed before ours.
pub(super) fn render() -> String {
    recorder().map(PrometheusHandle::render).unwrap_or_default()
}

/// Installs the recorder, once.
pub(super) fn recorder() -> Option<&'static PrometheusHandle> {
    RECORDER.get_or_init(|| PrometheusBuilder::new().install_recorder().ok()).as_ref()
}
