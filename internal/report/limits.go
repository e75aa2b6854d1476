package report

// MaxScores is how many scores a report has room for: units times criteria. The rows
// of a larger one, a row for each score that is not full, would not be read back.
const MaxScores = 1 << 16

// maxBars is how many units a chart can show on a page.
const maxBars = 45

// maxLinks is how many links a worksheet gets. Excel would take three times as
// many, but the library looks through all of them for each.
const maxLinks = 20000

// maxNamed is how many missing things a cell names.
const maxNamed = 60

// maxFormula is how many characters a formula may have.
const maxFormula = 8192

// maxShown is how many characters of a text or a formula a message shows.
const maxShown = 80

// onePage is how many units fit on the page that is signed, in a size that can
// be read.
const onePage = 45

// fewUnits leave room on it, so that their rows can be higher than the text needs.
// Those of more are lower, or the page would be shrunk too much.
const fewUnits = 16
