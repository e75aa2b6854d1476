// Totals and ranks units from a folder of score sheets: rank.js exceljs|sheetjs FOLDER.
// The work of `qeval score -n`, as short as it goes with these libraries.
const fs = require("fs"), path = require("path");

const readers = {
  async exceljs(file) {
    const book = new (require("exceljs").Workbook)();
    await book.xlsx.readFile(file);
    const rows = [];
    book.getWorksheet("评分表").eachRow((row) => rows.push(row.values.slice(1)));
    return rows;
  },
  async sheetjs(file) {
    const xlsx = require("xlsx");
    return xlsx.utils.sheet_to_json(xlsx.readFile(file).Sheets["评分表"], { header: 1 });
  },
};

async function main(library, folder) {
  const totals = new Map();
  for (const name of fs.readdirSync(folder).sort()) {
    const rows = await readers[library](path.join(folder, name));
    const head = rows.findIndex((row) => row[0] === "指标编号");
    const pointsAt = rows[head].indexOf("分值"), noteAt = rows[head].indexOf("备注");
    for (const row of rows.slice(head + 1)) {
      if (typeof row[pointsAt] !== "number") continue;
      for (let col = pointsAt + 1; col < noteAt; col++) {
        const score = Math.round(row[col] * 100);
        if (!(score >= 0 && score <= Math.round(row[pointsAt] * 100))) throw new Error(name + ": " + row[0]);
        totals.set(rows[head][col], (totals.get(rows[head][col]) || 0) + score);
      }
    }
  }
  const ranking = [...totals].sort((a, b) => b[1] - a[1]);
  console.log(ranking.length, ranking.reduce((sum, [, total]) => sum + total, 0) / 100);
}

main(...process.argv.slice(2));
