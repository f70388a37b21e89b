//! The `template` object of a send: which template, and the parameters by component. Shape only; whether it fits the
//! template is decided in [`super::fit`].

use super::content::{File, MediaKind, Place, read_file, read_place};
use super::refusal::Refusal;
use super::shape::Object;

/// Parameters of one component: a body of 1024 characters cannot have more.
const PARAMETERS_MAX: usize = 256;
/// Header, body, an offer, a carousel and ten buttons.
const COMPONENTS_MAX: usize = 16;
const CARDS_MAX: usize = 10;

/// What a parameter holds.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Held {
    Text(String),
    /// Currency or date: what people see.
    Fallback(String),
    File(File),
    Place(Place),
    Payload(String),
    Coupon(String),
    /// The action of a flow or a catalogue button.
    Action,
    /// The end of a limited offer.
    Offer,
}

impl Held {
    /// As the API names it.
    pub(super) const fn name(&self) -> &'static str {
        match self {
            Self::Text(_) => "text",
            Self::Fallback(_) => "currency or date_time",
            Self::File(file) => file.kind.name(),
            Self::Place(_) => "location",
            Self::Payload(_) => "payload",
            Self::Coupon(_) => "coupon_code",
            Self::Action => "action",
            Self::Offer => "limited_time_offer",
        }
    }
}

/// One parameter.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Parameter {
    pub(super) name: Option<String>,
    pub(super) held: Held,
}

/// Parameters of a button.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct ButtonRequest {
    pub(super) sub_type: String,
    pub(super) index: usize,
    pub(super) parameters: Vec<Parameter>,
}

/// The parameters of a message or of a card of a carousel.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Parts {
    pub(super) header: Option<Vec<Parameter>>,
    pub(super) body: Option<Vec<Parameter>>,
    pub(super) offer: Option<Vec<Parameter>>,
    pub(super) buttons: Vec<ButtonRequest>,
    pub(super) cards: Option<Vec<Parts>>,
}

/// A template to be sent.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct TemplateRequest {
    pub(super) name: String,
    pub(super) language: String,
    pub(super) parts: Parts,
}

/// Reads the `template` object.
pub(super) fn read(object: Object<'_>) -> Result<TemplateRequest, Refusal> {
    let object = object.with_only(&["name", "language", "components"])?;
    let language = object.object("language")?.with_only(&["code", "policy"])?;
    if language.has("policy") {
        language.constant("policy", "deterministic")?;
    }
    Ok(TemplateRequest {
        name: object.text_up_to("name", 512)?.to_owned(),
        language: language.text_up_to("code", 20)?.to_owned(),
        parts: if object.has("components") { read_parts(&object, true)? } else { Parts::default() },
    })
}

fn read_parts(object: &Object<'_>, may_have_cards: bool) -> Result<Parts, Refusal> {
    let mut parts = Parts::default();
    for component in object.objects("components", 0, COMPONENTS_MAX)? {
        match component.text("type")? {
            "header" => put_once(&component, &mut parts.header)?,
            "body" => put_once(&component, &mut parts.body)?,
            "limited_time_offer" => put_once(&component, &mut parts.offer)?,
            "button" => parts.buttons.push(read_button(&component)?),
            "carousel" if may_have_cards && parts.cards.is_none() => {
                parts.cards = Some(read_cards(&component)?);
            }
            unknown => {
                let details = format!("'{}' cannot be '{unknown}' here", component.place("type"));
                return Err(Refusal::malformed(100, details));
            }
        }
    }
    let mut seen = std::collections::HashSet::new();
    if !parts.buttons.iter().all(|button| seen.insert(button.index)) {
        return Err(Refusal::malformed(100, "two components are for the same button"));
    }
    Ok(parts)
}

fn put_once(component: &Object<'_>, place: &mut Option<Vec<Parameter>>) -> Result<(), Refusal> {
    let component = component.clone().with_only(&["type", "parameters"])?;
    if place.is_some() {
        return Err(Refusal::malformed(100, format!("'{}' repeats a component", component.place("type"))));
    }
    *place = Some(read_parameters(&component)?);
    Ok(())
}

fn read_button(component: &Object<'_>) -> Result<ButtonRequest, Refusal> {
    let component = component.clone().with_only(&["type", "sub_type", "index", "parameters"])?;
    let index = component.number("index")?;
    let index = (0_u8..10)
        .find(|position| (f64::from(*position) - index).abs() < f64::EPSILON)
        .ok_or_else(|| Refusal::malformed(131_009, "the position of a button is a number from 0 to 9"))?;
    Ok(ButtonRequest {
        sub_type: component.text("sub_type")?.to_ascii_lowercase(),
        index: usize::from(index),
        parameters: if component.has("parameters") { read_parameters(&component)? } else { Vec::new() },
    })
}

fn read_cards(component: &Object<'_>) -> Result<Vec<Parts>, Refusal> {
    let component = component.clone().with_only(&["type", "cards"])?;
    let mut cards = Vec::new();
    for card in component.objects("cards", 1, CARDS_MAX)? {
        let card = card.with_only(&["card_index", "components"])?;
        card.number("card_index")?;
        cards.push(read_parts(&card, false)?);
    }
    Ok(cards)
}

fn read_parameters(component: &Object<'_>) -> Result<Vec<Parameter>, Refusal> {
    component.objects("parameters", 0, PARAMETERS_MAX)?.into_iter().map(read_parameter).collect()
}

fn read_parameter(parameter: Object<'_>) -> Result<Parameter, Refusal> {
    let kind = parameter.text("type")?;
    let parameter = parameter.clone().with_only(&["type", "parameter_name", kind])?;
    let held = match kind {
        "text" => Held::Text(parameter.text("text")?.to_owned()),
        "currency" => {
            let currency =
                parameter.object("currency")?.with_only(&["fallback_value", "code", "amount_1000"])?;
            currency.text_up_to("code", 3)?;
            currency.number("amount_1000")?;
            Held::Fallback(currency.text("fallback_value")?.to_owned())
        }
        "date_time" => {
            let moment = parameter.object("date_time")?.with_only(&["fallback_value"])?;
            Held::Fallback(moment.text("fallback_value")?.to_owned())
        }
        "location" => Held::Place(read_place(parameter.object("location")?)?),
        "payload" => Held::Payload(parameter.text_up_to("payload", 256)?.to_owned()),
        "coupon_code" => Held::Coupon(parameter.text("coupon_code")?.to_owned()),
        "action" => {
            parameter.object("action")?;
            Held::Action
        }
        "limited_time_offer" => {
            let offer = parameter.object("limited_time_offer")?.with_only(&["expiration_time_ms"])?;
            offer.number("expiration_time_ms")?;
            Held::Offer
        }
        media => match MediaKind::named(media) {
            Some(kind @ (MediaKind::Image | MediaKind::Video | MediaKind::Document)) => {
                Held::File(read_file(kind, &parameter.object(media)?, false)?)
            }
            Some(MediaKind::Audio | MediaKind::Sticker) | None => {
                let details = format!("'{}' cannot be '{media}'", parameter.place("type"));
                return Err(Refusal::malformed(100, details));
            }
        },
    };
    Ok(Parameter { name: parameter.text_if_any("parameter_name")?.map(str::to_owned), held })
}
