// Calculates all formulas of workbooks with HyperFormula, whatever values are stored,
// and saves them with SheetJS.
//
// usage: node recalculate.js FOLDER FILE…
//
// The modules are found through NODE_PATH.
"use strict";

const path = require("path");
const XLSX = require("xlsx");
const { HyperFormula } = require("hyperformula");

// content is what HyperFormula is told of a cell.
function content(cell) {
  if (!cell) return null;
  if (cell.f) return "=" + cell.f;
  return typeof cell.v === "string" ? "'" + cell.v : cell.v;
}

function recalculate(from, to) {
  const book = XLSX.readFile(from, { cellFormula: true, sheetStubs: true });
  const sheets = {};
  for (const name of book.SheetNames) {
    const sheet = book.Sheets[name];
    const { e } = XLSX.utils.decode_range(sheet["!ref"]);
    sheets[name] = Array.from({ length: e.r + 1 }, (_, r) =>
      Array.from({ length: e.c + 1 }, (_, c) => content(sheet[XLSX.utils.encode_cell({ r, c })])));
  }
  const engine = HyperFormula.buildFromSheets(sheets, { licenseKey: "gpl-v3", useArrayArithmetic: true });
  for (const name of book.SheetNames) {
    const id = engine.getSheetId(name);
    for (const [address, cell] of Object.entries(book.Sheets[name])) {
      if (address.startsWith("!") || !cell.f) continue;
      const { r, c } = XLSX.utils.decode_cell(address);
      const value = engine.getCellValue({ sheet: id, row: r, col: c });
      cell.t = typeof value === "number" ? "n" : typeof value === "boolean" ? "b" : "s";
      cell.v = value instanceof Object ? value.value : value ?? "";
    }
  }
  XLSX.writeFile(book, to);
}

const [folder, ...files] = process.argv.slice(2);
for (const file of files) recalculate(file, path.join(folder, path.basename(file)));
