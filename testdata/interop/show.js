// Prints what exceljs or SheetJS shows of a workbook without calculating it.
//
// usage: node show.js exceljs|sheetjs FILE
//
// The output is JSON: for each worksheet the values of its cells by their names.
// The modules are found through NODE_PATH.
"use strict";

const libraries = {
  async exceljs(file) {
    const { Workbook } = require("exceljs");
    const book = new Workbook();
    await book.xlsx.readFile(file);
    const shown = {};
    for (const sheet of book.worksheets) {
      const cells = (shown[sheet.name] = {});
      sheet.eachRow((row) => row.eachCell((cell) => {
        cells[cell.address] = cell.formula ? cell.result : cell.value;
      }));
    }
    return shown;
  },

  async sheetjs(file) {
    const XLSX = require("xlsx");
    const book = XLSX.readFile(file);
    const shown = {};
    for (const name of book.SheetNames) {
      const cells = (shown[name] = {});
      for (const [address, cell] of Object.entries(book.Sheets[name])) {
        if (!address.startsWith("!")) cells[address] = cell.v;
      }
    }
    return shown;
  },
};

const [library, file] = process.argv.slice(2);
libraries[library](file).then((shown) => console.log(JSON.stringify(shown)));
