/* Where the lines of plain text end: what breaking.py does for all text, for letters of Latin,
   Greek and Cyrillic and common signs that the first face draws, many times faster.

   It comes to the same ends, to the last bit of each number: advances are whole thousandths of the
   size, whose sums are exact, and all else is reckoned in the same order. Of other text it says
   None, and that is broken there.

   Who changes anything here writes the new SOURCE into breaking.py, which a test tells, and runs
   .ci/compiling.py, which gives it here. It needs the interpreter's lock: `advances` are shared. */

#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <float.h>
#include <string.h>

#if FLT_EVAL_METHOD != 0 || defined(__FAST_MATH__)
#error "numbers would not be the same as Python's"
#endif

#define SLACK 0.01       /* as in breaking.py, like the signs and the length of a long address */
#define LONG_ADDRESS 66

/* Letters whose advances are kept: before the first that runs from the right, and punctuation,
   signs of currencies, numbers, arrows and mathematics, without what is invisible there. */
#define LOW_LETTERS 0x590
#define FIRST_SIGN 0x2010
#define LAST_SIGN 0x22FF
#define KEPT (LOW_LETTERS + LAST_SIGN - FIRST_SIGN + 1)

enum { FAILED = -1, NOT_PLAIN = 0, DONE = 1 };

typedef struct {       /* what of an ink is asked for, while its words are taken in */
    PyObject *letters; /* a mapping of letters to thousandths of the size */
    double *kept;      /* those asked for before, by `slot` */
    double scale, space;
    int leads;         /* somewhere */
    int takes_no_space;
    PyObject *holder;  /* keeps `kept` alive, and is never made longer or shorter */
} Ink;

typedef struct {
    double reach;      /* how far into the paragraph it reaches, in points */
    double gap;        /* the room before it */
    Py_ssize_t run;    /* the number of its run */
    Py_ssize_t first;  /* its first letter in the text of that, or the first that is left of it */
    Py_ssize_t length;
    int glued;         /* no space parts it from the word before */
} Word;

typedef struct {
    PyObject *text;
    Ink ink;
} Run;

typedef struct {
    Run *runs;
    Word *words;
    Py_ssize_t run_count, word_count;
} Paragraph;

static PyObject *name_words, *name_letters, *name_kept, *name_scale, *name_space, *name_rise,
    *name_link, *name_from_right;

/* ---- widths ---- */

static Py_ssize_t slot(Py_UCS4 letter)
{
    if (letter < LOW_LETTERS)
        return letter;
    if (letter < FIRST_SIGN || letter > LAST_SIGN || (letter >= 0x2028 && letter <= 0x202E)
        || (letter >= 0x205F && letter < 0x2070))
        return -1;
    return LOW_LETTERS + letter - FIRST_SIGN;
}

/* The advance of a letter that was not asked for before. */
static int ask(Ink *ink, Py_UCS4 letter, Py_ssize_t at, double *advance)
{
    PyObject *character = PyUnicode_FromOrdinal((int)letter);
    PyObject *found = character ? PyObject_GetItem(ink->letters, character) : NULL;
    Py_XDECREF(character);
    if (!found) {
        if (!PyErr_ExceptionMatches(PyExc_KeyError))
            return FAILED;
        PyErr_Clear();
        return NOT_PLAIN; /* the first face lacks it */
    }
    *advance = PyFloat_AsDouble(found);
    Py_DECREF(found);
    if (*advance == -1.0 && PyErr_Occurred())
        return FAILED;
    ink->kept[at] = *advance;
    return DONE;
}

/* The advance of `length` letters of a run from `first` on, in thousandths of the size. */
static int measure(Run *run, Py_ssize_t first, Py_ssize_t length, double *advance)
{
    int kind = PyUnicode_KIND(run->text);
    const void *data = PyUnicode_DATA(run->text);
    double sum = 0.0;
    for (Py_ssize_t i = first; i < first + length; i++) {
        Py_UCS4 letter = PyUnicode_READ(kind, data, i);
        Py_ssize_t at = slot(letter);
        if (at < 0)
            return NOT_PLAIN;
        double one = run->ink.kept[at];
        if (one == 0.0) {
            int done = ask(&run->ink, letter, at, &one);
            if (done != DONE)
                return done;
        }
        sum += one;
    }
    *advance = sum;
    return DONE;
}

/* ---- taking words in ---- */

static int number_of(PyObject *ink, PyObject *name, double *number)
{
    PyObject *found = PyObject_GetAttr(ink, name);
    if (!found)
        return FAILED;
    *number = PyFloat_AsDouble(found);
    Py_DECREF(found);
    return *number == -1.0 && PyErr_Occurred() ? FAILED : DONE;
}

static int truth_of(PyObject *ink, PyObject *name)
{
    PyObject *found = PyObject_GetAttr(ink, name);
    if (!found)
        return FAILED;
    int truth = PyObject_IsTrue(found);
    Py_DECREF(found);
    return truth;
}

/* What is asked for of the Python object `from`. Its words outlive the call, held by it. */
static int read_ink(PyObject *from, Ink *ink)
{
    double rise;
    int from_right = truth_of(from, name_from_right);
    if (from_right)
        return from_right < 0 ? FAILED : NOT_PLAIN;
    PyObject *link = PyObject_GetAttr(from, name_link);
    if (!link)
        return FAILED;
    ink->leads = link != Py_None;
    Py_DECREF(link);
    if (number_of(from, name_scale, &ink->scale) < 0
        || number_of(from, name_space, &ink->space) < 0 || number_of(from, name_rise, &rise) < 0)
        return FAILED;
    ink->takes_no_space = ink->leads || rise != 0.0;
    PyObject *words = PyObject_GetAttr(from, name_words);
    if (!words)
        return FAILED;
    ink->letters = PyObject_GetAttr(words, name_letters);
    ink->holder = PyObject_GetAttr(words, name_kept);
    Py_DECREF(words);
    if (!ink->letters || !ink->holder)
        return FAILED;
    if (!PyByteArray_Check(ink->holder)
        || PyByteArray_GET_SIZE(ink->holder) != (Py_ssize_t)(KEPT * sizeof(double))) {
        PyErr_SetString(PyExc_TypeError, "a look keeps room for another number of advances");
        return FAILED;
    }
    ink->kept = (double *)PyByteArray_AS_STRING(ink->holder);
    return DONE;
}

/* Take in the words of run number `number`; `behind` is the one before it if a space follows that. */
static int take_in(Paragraph *it, Py_ssize_t number, const Ink *behind)
{
    Run *run = &it->runs[number];
    Ink *ink = &run->ink;
    int kind = PyUnicode_KIND(run->text);
    const void *data = PyUnicode_DATA(run->text);
    Py_ssize_t length = PyUnicode_GET_LENGTH(run->text), place = 0;
    int is_first = 1;
    while (place < length) {
        if (PyUnicode_READ(kind, data, place) == ' ') {
            place++;
            continue;
        }
        Py_ssize_t first = place;
        while (place < length && PyUnicode_READ(kind, data, place) != ' ')
            place++;
        double advance, step;
        int done = measure(run, first, place - first, &advance);
        if (done != DONE)
            return done;
        Word *word = &it->words[it->word_count];
        word->run = number;
        word->first = first;
        word->length = place - first;
        word->glued = 0;
        word->gap = ink->space;
        step = advance * ink->scale + ink->space;
        if (is_first) {
            if (!it->word_count)
                word->gap = 0.0;
            else if (first == 0 && behind)
                word->gap = behind->takes_no_space ? ink->space : behind->space;
            else if (first == 0) {
                word->gap = 0.0;
                word->glued = 1;
            }
            step += word->gap - ink->space;
            is_first = 0;
        }
        word->reach = it->word_count ? word[-1].reach + step : step;
        it->word_count++;
    }
    return DONE;
}

/* ---- places inside words ---- */

static int is_sign(Py_UCS4 letter)
{
    return letter < 0x80 ? strchr("-/?&=._,;:", (int)letter) && letter
                         : letter == 0x2013 || letter == 0x2014;
}

static int in_word(Py_UCS4 letter)
{
    return letter == '_' || Py_UNICODE_ISALNUM(letter);
}

/* Whether a line may end behind letter `at` of a text of `length` letters. */
static int is_place(int kind, const void *data, Py_ssize_t length, Py_ssize_t at)
{
    Py_UCS4 sign = PyUnicode_READ(kind, data, at);
    Py_UCS4 before = at ? PyUnicode_READ(kind, data, at - 1) : ' ';
    Py_UCS4 after = at + 1 < length ? PyUnicode_READ(kind, data, at + 1) : ' ';
    switch (sign) {
    case '-':
        return in_word(before) && in_word(after);
    case 0x2013:
        return Py_UNICODE_ISALNUM(before) && !Py_UNICODE_ISDECIMAL(before)
               && Py_UNICODE_ISALNUM(after) && !Py_UNICODE_ISDECIMAL(after);
    case 0x2014:
        return 1;
    case '?':
        return in_word(after);
    case '/':
        return in_word(after) && !Py_UNICODE_ISDECIMAL(after);
    default:
        return 0;
    }
}

/* Whether there is anything to search in the word, or in those glued to it. */
static int may_break(Paragraph *it, Py_ssize_t number)
{
    if (number + 1 < it->word_count && it->words[number + 1].glued)
        return 1;
    Word *word = &it->words[number];
    PyObject *text = it->runs[word->run].text;
    int kind = PyUnicode_KIND(text);
    const void *data = PyUnicode_DATA(text);
    for (Py_ssize_t i = word->first; i < word->first + word->length - 1; i++)
        if (is_sign(PyUnicode_READ(kind, data, i)))
            return 1;
    return 0;
}

/* The last place at which what begins with word `number` is broken to fit `room`: a word and how
   many of its letters, or the word -1. */
static int place_to_break(Paragraph *it, Py_ssize_t number, double room, Py_ssize_t *broken,
                          Py_ssize_t *count)
{
    double before = 0.0, advance;
    Py_ssize_t letters = 0;
    *broken = -1;
    do {
        Word *word = &it->words[number];
        Run *run = &it->runs[word->run];
        int kind = PyUnicode_KIND(run->text);
        /* What was cut off the word is not looked back at. */
        const void *data = (const char *)PyUnicode_DATA(run->text) + kind * word->first;
        for (Py_ssize_t at = 0; at < word->length; at++) {
            if (!is_place(kind, data, word->length, at))
                continue;
            int done = measure(run, word->first, at + 1, &advance);
            if (done != DONE)
                return done;
            if (before + advance * run->ink.scale > room)
                return DONE;
            if (PyUnicode_READ(kind, data, at) == '/' && letters + at + 1 < LONG_ADDRESS)
                *broken = -1;
            else {
                *broken = number;
                *count = at + 1;
            }
        }
        int done = measure(run, word->first, word->length, &advance);
        if (done != DONE)
            return done;
        before += advance * run->ink.scale;
        letters += word->length;
    } while (++number < it->word_count && it->words[number].glued);
    return DONE;
}

/* ---- lines ---- */

static double begins(Paragraph *it, Py_ssize_t word)
{
    return word ? it->words[word - 1].reach + it->words[word].gap : 0.0;
}

static Py_ssize_t letters_between(Paragraph *it, Py_ssize_t start, Py_ssize_t stop)
{
    Py_ssize_t letters = 0;
    for (; start < stop; start++) {
        letters += it->words[start].length;
        if (start + 1 == it->word_count || !it->words[start + 1].glued)
            letters++;
    }
    return letters;
}

static int add_cut(PyObject *cuts, Py_ssize_t letter, double left, double right, int at_space)
{
    PyObject *cut = Py_BuildValue("(nddO)", letter, left, right, at_space ? Py_True : Py_False);
    int failed = !cut || PyList_Append(cuts, cut) < 0;
    Py_XDECREF(cut);
    return failed ? FAILED : DONE;
}

static int cut_lines(Paragraph *it, double room, double rest, PyObject *cuts)
{
    Py_ssize_t place = 0, letter = 0, count = it->word_count;
    double left = 0.0;
    Word *words = it->words;
    while (place < count) {
        double edge = left + room + SLACK;
        Py_ssize_t stop = place, broken = -1, taken = 0;
        while (stop < count && words[stop].reach <= edge)
            stop++;
        if (stop == count)
            return add_cut(cuts, letter, left, words[count - 1].reach, 0);
        while (stop > place && words[stop].glued)
            stop--;
        double from = stop == place ? left : begins(it, stop);
        if (may_break(it, stop)) {
            int done = place_to_break(it, stop, edge - from, &broken, &taken);
            if (done != DONE)
                return done;
        }
        if (broken < 0) {
            if (stop == place)
                return NOT_PLAIN; /* a word longer than a line */
            if (add_cut(cuts, letter, left, words[stop - 1].reach, 1) != DONE)
                return FAILED;
            letter += letters_between(it, place, stop);
            place = stop;
            left = from;
        } else {
            Word *word = &words[broken];
            Run *run = &it->runs[word->run];
            Py_ssize_t next = letter + letters_between(it, place, broken) + taken;
            if (taken == word->length) {
                int at_space = broken + 1 < count && !words[broken + 1].glued;
                if (add_cut(cuts, letter, left, word->reach, at_space) != DONE)
                    return FAILED;
                letter = next + at_space;
                place = broken + 1;
                if (place < count)
                    left = begins(it, place);
            } else {
                double start = broken == place ? left : begins(it, broken), head, tail;
                int done = measure(run, word->first, taken, &head);
                if (done == DONE)
                    done = measure(run, word->first + taken, word->length - taken, &tail);
                if (done != DONE)
                    return done;
                if (add_cut(cuts, letter, left, start + head * run->ink.scale, 0) != DONE)
                    return FAILED;
                word->first += taken;
                word->length -= taken;
                letter = next;
                place = broken;
                left = word->reach - tail * run->ink.scale;
            }
        }
        room = rest;
    }
    return DONE;
}

/* Where each run of words that leads somewhere begins and ends. */
static int add_edges(Paragraph *it, PyObject *edges)
{
    for (Py_ssize_t first = 0, stop; first < it->word_count; first = stop) {
        Py_ssize_t run = it->words[first].run;
        for (stop = first + 1; stop < it->word_count && it->words[stop].run == run;)
            stop++;
        if (!it->runs[run].ink.leads)
            continue;
        PyObject *pair = Py_BuildValue("(dd)", begins(it, first), it->words[stop - 1].reach);
        int failed = !pair || PyList_Append(edges, pair) < 0;
        Py_XDECREF(pair);
        if (failed)
            return FAILED;
    }
    return DONE;
}

/* Take in all runs, a tuple of pairs of an ink and its text. */
static int take_runs(Paragraph *it, PyObject *runs)
{
    const Ink *behind = NULL;
    for (Py_ssize_t i = 0; i < it->run_count; i++) {
        PyObject *pair = PyTuple_GET_ITEM(runs, i);
        if (!PyTuple_Check(pair) || PyTuple_GET_SIZE(pair) != 2
            || !PyUnicode_Check(PyTuple_GET_ITEM(pair, 1))) {
            PyErr_SetString(PyExc_TypeError, "a run is a pair of an ink and text");
            return FAILED;
        }
        Run *run = &it->runs[i];
        run->text = PyTuple_GET_ITEM(pair, 1);
        int done = read_ink(PyTuple_GET_ITEM(pair, 0), &run->ink);
        if (done == DONE)
            done = take_in(it, i, behind);
        if (done != DONE)
            return done;
        Py_ssize_t length = PyUnicode_GET_LENGTH(run->text);
        int ends = length && PyUnicode_READ_CHAR(run->text, length - 1) == ' ';
        behind = ends ? &run->ink : NULL;
    }
    return DONE;
}

/* At most so many words stand in the runs. */
static Py_ssize_t most_words(PyObject *runs)
{
    Py_ssize_t most = 0;
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(runs); i++) {
        PyObject *pair = PyTuple_GET_ITEM(runs, i);
        PyObject *text = PyTuple_Check(pair) && PyTuple_GET_SIZE(pair) == 2
                             ? PyTuple_GET_ITEM(pair, 1)
                             : NULL;
        if (text && PyUnicode_Check(text))
            most += PyUnicode_GET_LENGTH(text) / 2 + 1;
    }
    return most;
}

static PyObject *line_ends(PyObject *module, PyObject *const *args, Py_ssize_t count)
{
    (void)module;
    if (count != 3) {
        PyErr_SetString(PyExc_TypeError, "line_ends(runs: Sequence, room: float, rest: float)");
        return NULL;
    }
    double room = PyFloat_AsDouble(args[1]);
    if (room == -1.0 && PyErr_Occurred())
        return NULL;
    double rest = PyFloat_AsDouble(args[2]);
    if (rest == -1.0 && PyErr_Occurred())
        return NULL;
    /* Nobody can change it while letters are asked for. */
    PyObject *runs = PySequence_Tuple(args[0]);
    if (!runs)
        return NULL;
    Paragraph it = {.run_count = PyTuple_GET_SIZE(runs)};
    it.runs = PyMem_Calloc(it.run_count + 1, sizeof(Run));
    it.words = PyMem_Malloc((most_words(runs) + 1) * sizeof(Word));
    PyObject *cuts = PyList_New(0), *edges = PyList_New(0), *result = NULL;
    if (!it.runs || !it.words)
        PyErr_NoMemory();
    else if (cuts && edges) {
        int done = take_runs(&it, runs);
        if (done == DONE)
            done = cut_lines(&it, room, rest, cuts);
        if (done == DONE)
            done = add_edges(&it, edges);
        if (done == DONE)
            result = PyTuple_Pack(2, cuts, edges);
        else if (done == NOT_PLAIN)
            result = Py_NewRef(Py_None);
    }
    for (Py_ssize_t i = 0; it.runs && i < it.run_count; i++) {
        Py_XDECREF(it.runs[i].ink.letters);
        Py_XDECREF(it.runs[i].ink.holder);
    }
    PyMem_Free(it.runs);
    PyMem_Free(it.words);
    Py_DECREF(runs);
    Py_XDECREF(cuts);
    Py_XDECREF(edges);
    return result;
}

static PyMethodDef functions[] = {
    {"line_ends", (PyCFunction)(void (*)(void))line_ends, METH_FASTCALL, NULL},
    {NULL, NULL, 0, NULL},
};

static struct PyModuleDef module = {
    PyModuleDef_HEAD_INIT, "_breaking", NULL, -1, functions, NULL, NULL, NULL, NULL,
};

PyMODINIT_FUNC PyInit__breaking(void)
{
    struct { PyObject **name; const char *text; } names[] = {
        {&name_words, "words"},
        {&name_letters, "letters"},
        {&name_kept, "advances"},
        {&name_scale, "scale"},
        {&name_space, "space"},
        {&name_rise, "rise"},
        {&name_link, "link"},
        {&name_from_right, "from_right"},
    };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (!(*names[i].name = PyUnicode_InternFromString(names[i].text)))
            return NULL;
    PyObject *made = PyModule_Create(&module);
    if (made && PyModule_AddStringConstant(made, "SOURCE", SOURCE) < 0)
        Py_CLEAR(made);
    return made;
}
