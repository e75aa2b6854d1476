// Opens a workbook with exceljs or SheetJS and saves it again, as far as that can.
//
// usage: node save.js exceljs|sheetjs FROM TO
//
// The modules are found through NODE_PATH.
"use strict";

const libraries = {
  async exceljs(from, to) {
    const { Workbook } = require("exceljs");
    const book = new Workbook();
    await book.xlsx.readFile(from);
    await book.xlsx.writeFile(to);
  },

  async sheetjs(from, to) {
    const XLSX = require("xlsx");
    const book = XLSX.readFile(from, { cellStyles: true, cellNF: true, cellFormula: true });
    XLSX.writeFile(book, to, { cellStyles: true });
  },
};

const [library, from, to] = process.argv.slice(2);
libraries[library](from, to);
