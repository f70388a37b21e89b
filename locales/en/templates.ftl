### Templates: list, how they read, parameters, review.

## List
templates-title = <b>Message template</b>
templates-hint =
    { $total ->
        [one] { $total } approved template. Choose it or type to search.
       *[other] { $total } approved templates. Choose one or type to search.
    }
templates-found =
    🔎 “{ $query }”: { $total ->
        [0] no template found. Try another word.
        [one] { $total } template.
       *[other] { $total } templates.
    }
templates-none = No approved template here.
templates-none-category = No approved template of { $category }.
templates-never = ⏳ The templates of this channel have not arrived yet. Come back in a moment.
category-all = All
category-utility = Utility
category-marketing = Marketing
category-authentication = Authentication
language-pt = Portuguese
language-en = English
language-es = Spanish

## As the contact will see it
preview-slots =
    { $slots ->
        [0] Ready to send: nothing to fill in.
        [one] { $slots } parameter to fill in.
       *[other] { $slots } parameters to fill in.
    }
button-set-parameters = ✏️ Set parameters
button-to-review = ➡️ Continue
header-image = 🖼 picture
header-video = 🎬 video
header-document = 📄 document
header-location = 📍 location
header-other = ({ $what })
gap-code = code
button-copy-code = copy code
unfillable = 🚫 This template cannot be sent from here: { $why }.
unfillable-carousel = it has a carousel
unfillable-offer = it has an offer with a deadline
unfillable-flow = it opens a WhatsApp form
unfillable-catalog = it shows a product catalogue
unfillable-order = it bills an order
unfillable-call = it asks for permission to call
unfillable-other = it uses something Telegram cannot fill in ({ $what })

## Parameters
parameter-title = <b>Parameters</b> ({ $position }/{ $of })
parameter-header = <b>{ $gap }</b>, in the title
parameter-body = <b>{ $gap }</b>, in the text
parameter-button = <b>{ $gap }</b>, in the button “{ $button }”
parameter-text = Type the value.
parameter-image = Send the picture for the top, as JPEG or PNG.
parameter-video = Send the video for the top, as MP4.
parameter-document = Send the document for the top, as a file.
parameter-location = Send the location for the top (📎 → Location).
parameter-url = Type the end of the link.
parameter-code = Type the code that the contact will copy, up to 15 characters.
parameter-example = Example: { $example }
parameter-moving = ⏳ Taking the file to WhatsApp…
quick-contact = Contact: { $value }
quick-me = Me: { $value }
quick-team = Team: { $value }
quick-last = Last time: { $value }
quick-keep = Keep: { $value }

## Review
review-title = <b>Check and send</b>
