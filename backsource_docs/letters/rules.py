"""The manual of what bulk letters are stopped by."""

from __future__ import annotations

from backsource_docs.findings import Rule

__all__ = ["RULES"]

RULES = (
    Rule(
        "ML01",
        "A template cannot be used safely",
        "Templates come from many hands. One that is damaged, has macros, reaches out to other files or would grow "
        "without end is not opened at all.",
        "a letter saved as .docm, or with a picture that is fetched from a web server",
        "the same letter saved as a plain .docx with the picture in it",
    ),
    Rule(
        "ML02",
        "A tag of the template cannot be read",
        "A tag that is not closed, or that jinja does not know, would print wrong letters for everyone.",
        "Dear {{ salutation",
        "Dear {{ salutation }}",
    ),
    Rule(
        "ML03",
        "The template asks for a field that no recipient has",
        "An unknown field would print as nothing, and thousands of letters would have a hole in them.",
        "{{ acount_number }} with a column account_number",
        "{{ account_number }}",
    ),
    Rule(
        "ML04",
        "The template needs the slow way",
        "A few files can be filled by docxtpl only, which takes apart the whole file for each letter.",
        "a template whose parts are written in UTF-16",
        "the same template, opened and saved in Word",
    ),
    Rule(
        "ML10",
        "The recipients cannot be read",
        "Recipients are a CSV file or an XLSX workbook, whose first sheet is read.",
        "--to people.ods",
        "--to people.csv",
    ),
    Rule(
        "ML11",
        "The encoding of the recipients is a guess",
        "A CSV file that is not UTF-8 does not say which of the old encodings it is in, and names would be wrong.",
        "people.csv saved by an old program of eastern Europe",
        "people.csv with --encoding cp1250, or saved as CSV UTF-8",
    ),
    Rule(
        "ML12",
        "The columns of the recipients are not clear",
        "The first line names the columns. One of them holds the name of the reader, and no two may mean the same.",
        "Name,name,city",
        "name,city",
    ),
    Rule(
        "ML13",
        "A row of the recipients has a fault",
        "No letter is made before all rows are right, unless you say that faulty rows are skipped; then they are "
        "written to rejected.csv with the reason.",
        "Jane Harper,Bath,one cell too many",
        'Jane Harper,"Bath, one cell less"',
    ),
    Rule(
        "ML14",
        "The folder holds something else",
        "Letters of one run are never mixed with those of another, and other people's files are left alone.",
        "-o out/letters, where the letters of last week are",
        "-o out/letters-week-2",
    ),
    Rule(
        "ML15",
        "There is no such letter to send to many",
        "Only letters to stakeholders go to many readers. A formal notice has one addressee and goes by its clause.",
        "bsdocs letters deal.yaml backsourcing-notice --to people.csv -o out",
        "bsdocs letters deal.yaml letter-customers --to people.csv -o out",
    ),
    Rule(
        "ML16",
        "The letter still has open values",
        "A blank that is seen in one draft would be sent a thousand times. A preview may have blanks, a run may not.",
        "a letter to customers with no contact in the deal",
        "communications.stakeholders with a contact for customers",
    ),
    Rule(
        "ML17",
        "These letters cannot stand in one file",
        "One file for the printer gives each letter a section. Notes, comments and tracked changes count through the "
        "whole file, and a file of very many letters opens on no desk.",
        "--merged with a template that has footnotes",
        "--merged with the same words in the text of the letter, or one file for each letter",
    ),
    Rule(
        "ML18",
        "No PDF files can be made here",
        "PDF files are made by LibreOffice and taken apart by pikepdf; neither comes with the toolkit.",
        "--pdf on a server without LibreOffice",
        "--pdf after apt-get install libreoffice-writer and pip install backsource-docs[pdf]",
    ),
    Rule(
        "ML19",
        "The cluster cannot be used",
        "A cluster is a Dask scheduler with workers that have the same version of this toolkit and the same extras.",
        "--cluster tcp://10.0.0.7:8786 where nothing answers",
        "dask scheduler on that machine, dask worker on others, then --cluster tcp://10.0.0.7:8786",
    ),
)
