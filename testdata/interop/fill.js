// Fills blank score sheets in with exceljs or SheetJS.
//
// usage: node fill.js exceljs|sheetjs SCORES.csv REASONS.csv FROM TO
//
// Reads each .xlsx in the folder FROM and saves it, filled in, to the folder TO.
// The modules are found through NODE_PATH.
"use strict";
const fs = require("node:fs");
const path = require("node:path");

// The two libraries in one form: open a file, list its worksheets, read and
// write a cell by its one-based row and column, save.
const libraries = {
  async exceljs(file) {
    const { Workbook } = require("exceljs");
    const book = new Workbook();
    await book.xlsx.readFile(file);
    return {
      sheets: book.worksheets.map((sheet) => ({
        rows: sheet.rowCount,
        columns: sheet.columnCount,
        get: (row, column) => sheet.getCell(row, column).value,
        set: (row, column, value) => { sheet.getCell(row, column).value = value; },
      })),
      save: (to) => book.xlsx.writeFile(to),
    };
  },

  async sheetjs(file) {
    const XLSX = require("xlsx");
    const book = XLSX.readFile(file);
    const name = (row, column) => XLSX.utils.encode_cell({ r: row - 1, c: column - 1 });
    return {
      sheets: book.SheetNames.map((title) => {
        const sheet = book.Sheets[title];
        const { e: end } = XLSX.utils.decode_range(sheet["!ref"]);
        return {
          rows: end.r + 1,
          columns: end.c + 1,
          get: (row, column) => sheet[name(row, column)]?.v,
          set: (row, column, value) => {
            sheet[name(row, column)] = { t: typeof value === "number" ? "n" : "s", v: value };
          },
        };
      }),
      save: (to) => XLSX.writeFile(book, to),
    };
  },
};

const readRows = (file) => fs.readFileSync(file, "utf8").trim().split("\n").map((line) => line.split(","));

// readScores gives the scores by code, then by unit, numbers as numbers.
function readScores(file) {
  const [heads, ...rows] = readRows(file);
  const typed = (text) => (text === "是" || text === "否" ? text : Number(text));
  return new Map(rows.map(([code, ...values]) => [code, values.map((text, i) => [heads[i + 1], typed(text)])]));
}

// findHeader finds the header row with a code and this heading, as a person does.
function findHeader(sheets, heading) {
  for (const sheet of sheets) {
    for (let row = 1; row <= sheet.rows; row++) {
      const columns = new Map();
      for (let column = 1; column <= sheet.columns; column++) columns.set(sheet.get(row, column), column);
      if (columns.has("指标编号") && columns.has(heading)) return { sheet, header: row, columns };
    }
  }
  throw new Error("no header row");
}

// fillScores gives the codes that it has come by.
function fillScores(book, scores) {
  const { sheet, header, columns } = findHeader(book.sheets, "分值");
  const codes = new Set();
  for (let row = header + 1; row <= sheet.rows; row++) {
    const code = sheet.get(row, columns.get("指标编号"));
    codes.add(code);
    for (const [unit, score] of scores.get(code) ?? []) sheet.set(row, columns.get(unit), score);
  }
  return codes;
}

// fillReasons fills in the rows of reasons that begin with one of the codes.
function fillReasons(book, [heads, ...reasons], codes) {
  const { sheet, header, columns } = findHeader(book.sheets, "被考核单位");
  reasons.filter(([code]) => codes.has(code)).forEach((reason, i) => {
    reason.forEach((text, k) => sheet.set(header + 1 + i, columns.get(heads[k]), text));
  });
}

async function main(library, scoresFile, reasonsFile, from, to) {
  const scores = readScores(scoresFile);
  const reasons = readRows(reasonsFile);
  for (const file of fs.readdirSync(from).filter((name) => name.endsWith(".xlsx"))) {
    const book = await libraries[library](path.join(from, file));
    fillReasons(book, reasons, fillScores(book, scores));
    await book.save(path.join(to, file));
  }
}

main(...process.argv.slice(2)).catch((error) => {
  console.error(error);
  process.exit(1);
});
