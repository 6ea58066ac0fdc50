/* The inner loops of normalize/folding.py, sounds.py and similarity.py as machine code: the same answers as the Python
   there, which serves where this is not built, and for what this gives back as None or -1: long words, letters outside the
   sound alphabet, and texts that are more than plain letters. */

#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <stdint.h>
#include <string.h>

#define LETTERS 128
#define LONGEST 96

enum { FIRST, LAST, BESIDE_I, BETWEEN_VOWELS, SOFTENING, PLACES };
#define SIDES 3

/* Prices by the numbers that the sounds have here: of one read for another; of one alone, by side; of one alone where its
   place makes it another price, NONE elsewhere. */
typedef struct {
    PyObject_HEAD
    int16_t number[LETTERS]; /* -1 for a letter that is no sound */
    int count;
    uint16_t *pairs, *alone[SIDES], *placed[PLACES];
    uint8_t *vowels, *close; /* which are vowels, and which are an i of some sort */
} Aligner;

#define NONE UINT16_MAX

static uint16_t *read_prices(PyObject *list, Py_ssize_t count)
{
    uint16_t *prices;
    if (!PyList_Check(list) || PyList_GET_SIZE(list) != count) {
        PyErr_SetString(PyExc_ValueError, "every sound needs a price");
        return NULL;
    }
    if ((prices = PyMem_Malloc((size_t)count * sizeof(uint16_t))) == NULL) {
        PyErr_NoMemory();
        return NULL;
    }
    for (Py_ssize_t at = 0; at < count; at++) {
        PyObject *price = PyList_GET_ITEM(list, at);
        long value = price == Py_None ? NONE : PyLong_AsLong(price);
        if (value < 0 || value > NONE) {
            PyMem_Free(prices);
            if (!PyErr_Occurred())
                PyErr_SetString(PyExc_ValueError, "a price is a small number from 0");
            return NULL;
        }
        prices[at] = (uint16_t)value;
    }
    return prices;
}

static int read_lists(PyObject *lists, Py_ssize_t many, Py_ssize_t count, uint16_t **into)
{
    if (!PyList_Check(lists) || PyList_GET_SIZE(lists) != many) {
        PyErr_SetString(PyExc_ValueError, "there is a list of prices for every side and place");
        return -1;
    }
    for (Py_ssize_t at = 0; at < many; at++) {
        if ((into[at] = read_prices(PyList_GET_ITEM(lists, at), count)) == NULL)
            return -1;
    }
    return 0;
}

/* Aligner(symbols, vowels, close, pairs row by row, alone by side, placed by place) */
static int aligner_init(Aligner *self, PyObject *args, PyObject *keywords)
{
    const char *symbols, *vowels, *close;
    Py_ssize_t count, vowel_count, close_count;
    PyObject *pairs, *alone, *placed;
    if (self->pairs != NULL) {
        PyErr_SetString(PyExc_TypeError, "made already");
        return -1;
    }
    if (!PyArg_ParseTuple(args, "s#s#s#OOO", &symbols, &count, &vowels, &vowel_count, &close, &close_count, &pairs, &alone,
                          &placed))
        return -1;
    if (count < 1 || count > LETTERS) {
        PyErr_SetString(PyExc_ValueError, "there are sounds, and not many");
        return -1;
    }
    self->vowels = PyMem_Calloc((size_t)count, 1);
    self->close = PyMem_Calloc((size_t)count, 1);
    if (self->vowels == NULL || self->close == NULL) {
        PyErr_NoMemory();
        return -1;
    }
    for (int at = 0; at < LETTERS; at++)
        self->number[at] = -1;
    for (int at = 0; at < count; at++) {
        if ((unsigned char)symbols[at] >= LETTERS) {
            PyErr_SetString(PyExc_ValueError, "a sound is written as an ASCII letter");
            return -1;
        }
        self->number[(int)symbols[at]] = (int16_t)at;
        self->vowels[at] = memchr(vowels, symbols[at], (size_t)vowel_count) != NULL;
        self->close[at] = memchr(close, symbols[at], (size_t)close_count) != NULL;
    }
    self->count = (int)count;
    if (read_lists(alone, SIDES, count, self->alone) < 0 || read_lists(placed, PLACES, count, self->placed) < 0)
        return -1;
    self->pairs = read_prices(pairs, count * count);
    return self->pairs == NULL ? -1 : 0;
}

static void aligner_dealloc(Aligner *self)
{
    for (int at = 0; at < SIDES; at++)
        PyMem_Free(self->alone[at]);
    for (int at = 0; at < PLACES; at++)
        PyMem_Free(self->placed[at]);
    PyMem_Free(self->pairs);
    PyMem_Free(self->vowels);
    PyMem_Free(self->close);
    Py_TYPE(self)->tp_free((PyObject *)self);
}

/* Read a word as numbers of sounds: its length, or -1 where it is not of that sort. */
static int read_word(const Aligner *self, PyObject *word, uint8_t *sounds)
{
    if (!PyUnicode_Check(word) || !PyUnicode_IS_ASCII(word) || PyUnicode_GET_LENGTH(word) > LONGEST)
        return -1;
    const unsigned char *letters = PyUnicode_1BYTE_DATA(word);
    int length = (int)PyUnicode_GET_LENGTH(word);
    for (int at = 0; at < length; at++) {
        if (self->number[letters[at]] < 0)
            return -1;
        sounds[at] = (uint8_t)self->number[letters[at]];
    }
    return length;
}

static uint16_t least(uint16_t price, uint16_t other)
{
    return other < price ? other : price;
}

/* Write what each sound of a word costs without a partner: see prices_alone. */
static void price_alone(const Aligner *self, const uint8_t *sounds, int length, int side, uint16_t *prices)
{
    const uint8_t *vowels = self->vowels, *close = self->close;
    for (int at = 0; at < length; at++) {
        uint8_t sound = sounds[at];
        uint16_t price = self->alone[side][sound];
        int more = at + 1 < length;
        if (at == 0)
            price = least(price, self->placed[FIRST][sound]);
        else if (more && vowels[sounds[at + 1]])
            price = least(price, self->placed[vowels[sounds[at - 1]] ? BETWEEN_VOWELS : SOFTENING][sound]);
        if (at && !more && !side && self->placed[LAST][sound] != NONE)
            price = self->placed[LAST][sound];
        if ((at && close[sounds[at - 1]]) || (more && close[sounds[at + 1]]))
            price = least(price, self->placed[BESIDE_I][sound]);
        prices[at] = price;
    }
}

/* cost(first, its side, second, its side, limit): see alignment_cost; -1 where the words are not of sounds known here. */
static PyObject *aligner_cost(Aligner *self, PyObject *const *args, Py_ssize_t count)
{
    uint8_t first[LONGEST], second[LONGEST];
    uint16_t dropped[LONGEST], inserted[LONGEST];
    long above[LONGEST + 1];
    if (count != 5 || self->pairs == NULL) {
        PyErr_SetString(PyExc_TypeError, "cost takes two words, the side of each, and a limit");
        return NULL;
    }
    long side = PyLong_AsLong(args[1]), other_side = PyLong_AsLong(args[3]), limit = PyLong_AsLong(args[4]);
    if (PyErr_Occurred())
        return NULL;
    if (side < 0 || side >= SIDES || other_side < 0 || other_side >= SIDES) {
        PyErr_SetString(PyExc_ValueError, "there is no such side");
        return NULL;
    }
    int rows = read_word(self, args[0], first), columns = read_word(self, args[2], second);
    if (rows < 0 || columns < 0)
        return PyLong_FromLong(-1);
    price_alone(self, first, rows, (int)side, dropped);
    price_alone(self, second, columns, (int)other_side, inserted);
    above[0] = 0;
    for (int at = 0; at < columns; at++)
        above[at + 1] = above[at] + inserted[at];
    for (int row = 0; row < rows; row++) {
        const uint16_t *pair = self->pairs + first[row] * self->count;
        long diagonal = above[0], last = diagonal + dropped[row], lowest = last;
        above[0] = last;
        for (int at = 0; at < columns; at++) {
            long over = above[at + 1], cost = diagonal + pair[second[at]];
            if (over + dropped[row] < cost)
                cost = over + dropped[row];
            if (last + inserted[at] < cost)
                cost = last + inserted[at];
            if (cost < lowest)
                lowest = cost;
            diagonal = over;
            above[at + 1] = last = cost;
        }
        if (lowest > limit)
            return PyLong_FromLong(limit + 1);
    }
    return PyLong_FromLong(above[columns]);
}

static PyMethodDef aligner_methods[] = {
    {"cost", (PyCFunction)(void (*)(void))aligner_cost, METH_FASTCALL, "Return the cost of the cheapest alignment."},
    {NULL, NULL, 0, NULL},
};
static PyTypeObject AlignerType = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "normalize.native.Aligner",
    .tp_doc = "Prices of sounds: (symbols, vowels, close, pairs row by row, alone by side, placed by place).",
    .tp_basicsize = sizeof(Aligner),
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_new = PyType_GenericNew,
    .tp_init = (initproc)aligner_init,
    .tp_dealloc = (destructor)aligner_dealloc,
    .tp_methods = aligner_methods,
};

/* ---- what Python tells of letters, asked once for each ---- */

#define LONGEST_TOLD 6
#define ODD 0xFF

/* What a letter becomes, and a number for its sort: ODD where the whole text is for Python. */
typedef struct {
    Py_UCS4 letter;
    uint8_t known, length, sort;
    Py_UCS4 text[LONGEST_TOLD];
} Told;

/* An open-addressed table. */
typedef struct {
    Told *places;
    int used, capacity;
} Memory;

static Told *memory_place(const Memory *memory, Py_UCS4 letter)
{
    size_t at = (letter * 2654435761u) & (size_t)(memory->capacity - 1);
    while (memory->places[at].known && memory->places[at].letter != letter)
        at = (at + 1) & (size_t)(memory->capacity - 1);
    return &memory->places[at];
}

static int memory_grow(Memory *memory, int capacity)
{
    Memory larger = {PyMem_Calloc((size_t)capacity, sizeof(Told)), memory->used, capacity};
    if (larger.places == NULL) {
        PyErr_NoMemory();
        return -1;
    }
    for (int at = 0; at < memory->capacity; at++) {
        if (memory->places[at].known)
            *memory_place(&larger, memory->places[at].letter) = memory->places[at];
    }
    PyMem_Free(memory->places);
    *memory = larger;
    return 0;
}

/* Keep what was told of a letter: `text` None, or longer than fits, makes it an odd one. */
static const Told *memory_keep(Memory *memory, Py_UCS4 letter, PyObject *text, uint8_t sort)
{
    Told made = {.letter = letter, .known = 1, .sort = ODD};
    if (PyUnicode_Check(text) && PyUnicode_GET_LENGTH(text) <= LONGEST_TOLD) {
        made.sort = sort;
        made.length = (uint8_t)PyUnicode_GET_LENGTH(text);
        for (int at = 0; at < made.length; at++)
            made.text[at] = PyUnicode_READ_CHAR(text, at);
    }
    if (++memory->used * 2 > memory->capacity && memory_grow(memory, memory->capacity * 2) < 0)
        return NULL;
    Told *place = memory_place(memory, letter);
    *place = made;
    return place;
}

/* ---- folding ---- */

#define LONGEST_TEXT 512

/* The sort of a letter is its script: 0 where that does not matter. */
typedef struct {
    PyObject_HEAD
    PyObject *describe;
    Memory folds;
} Folder;

static int folder_init(Folder *self, PyObject *args, PyObject *keywords)
{
    PyObject *describe;
    if (self->describe != NULL) {
        PyErr_SetString(PyExc_TypeError, "made already");
        return -1;
    }
    if (!PyArg_ParseTuple(args, "O", &describe) || memory_grow(&self->folds, 512) < 0)
        return -1;
    Py_INCREF(describe);
    self->describe = describe;
    return 0;
}

static void folder_dealloc(Folder *self)
{
    PyMem_Free(self->folds.places);
    Py_XDECREF(self->describe);
    Py_TYPE(self)->tp_free((PyObject *)self);
}

/* Ask Python for a letter: (what it becomes, its script), or None for an odd one. */
static const Told *folder_ask(Folder *self, Py_UCS4 letter)
{
    PyObject *told = PyObject_CallFunction(self->describe, "k", (unsigned long)letter), *text = Py_None;
    unsigned char script = 0;
    const Told *kept = NULL;
    if (told != NULL && (told == Py_None || PyArg_ParseTuple(told, "Ub", &text, &script)))
        kept = memory_keep(&self->folds, letter, text, script);
    Py_XDECREF(told);
    return kept;
}

/* fold(text): its normal form, words with one space between; None where Python has to make it. */
static PyObject *folder_fold(Folder *self, PyObject *text)
{
    Py_UCS4 folded[LONGEST_TEXT], most = 0;
    Py_ssize_t written = 0;
    uint8_t script = 0;
    if (!PyUnicode_Check(text) || self->describe == NULL) {
        PyErr_SetString(PyExc_TypeError, "what is folded is text");
        return NULL;
    }
    Py_ssize_t length = PyUnicode_GET_LENGTH(text);
    int kind = PyUnicode_KIND(text);
    const void *data = PyUnicode_DATA(text);
    for (Py_ssize_t at = 0; at < length; at++) {
        Py_UCS4 character = PyUnicode_READ(kind, data, at);
        const Told *fold = memory_place(&self->folds, character);
        if (!fold->known && (fold = folder_ask(self, character)) == NULL)
            return NULL;
        if (fold->sort == ODD || (fold->sort && script && fold->sort != script) || written + LONGEST_TOLD > LONGEST_TEXT)
            Py_RETURN_NONE;
        if (fold->sort)
            script = fold->sort;
        for (int letter = 0; letter < fold->length; letter++) {
            Py_UCS4 one = fold->text[letter];
            if (one == ' ' && (written == 0 || folded[written - 1] == ' '))
                continue;
            folded[written++] = one;
            most |= one;
        }
    }
    if (written && folded[written - 1] == ' ')
        written--;
    if (most >= 128)
        return PyUnicode_FromKindAndData(PyUnicode_4BYTE_KIND, folded, written);
    PyObject *result = PyUnicode_New(written, 127);
    for (Py_ssize_t at = 0; result != NULL && at < written; at++)
        PyUnicode_1BYTE_DATA(result)[at] = (Py_UCS1)folded[at];
    return result;
}

static PyMethodDef folder_methods[] = {
    {"fold", (PyCFunction)folder_fold, METH_O, "Return the normal form of a text of plain letters."},
    {NULL, NULL, 0, NULL},
};
static PyTypeObject FolderType = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "normalize.native.Folder",
    .tp_doc = "The normal form letter by letter: (what describes a code point).",
    .tp_basicsize = sizeof(Folder),
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_new = PyType_GenericNew,
    .tp_init = (initproc)folder_init,
    .tp_dealloc = (destructor)folder_dealloc,
    .tp_methods = folder_methods,
};

/* ---- hearing: letters to sounds ---- */

#define LONGEST_GROUP 8
#define LONGEST_HEARD (LONGEST * LONGEST_TOLD)

/* Several letters that are one sound, or some. */
typedef struct {
    Py_UCS4 letters[LONGEST_GROUP];
    char sound[LONGEST_TOLD];
    uint8_t length, sounds;
} Group;

typedef struct {
    PyObject_HEAD
    PyObject *letters; /* what Python knows of a single letter */
    Group *groups;     /* those with one first letter stand together, the longest first */
    int group_count;
    Memory single;
} Ear;

static int ear_init(Ear *self, PyObject *args, PyObject *keywords)
{
    PyObject *groups, *letters;
    if (self->letters != NULL) {
        PyErr_SetString(PyExc_TypeError, "made already");
        return -1;
    }
    if (!PyArg_ParseTuple(args, "O!O", &PyList_Type, &groups, &letters))
        return -1;
    Py_ssize_t count = PyList_GET_SIZE(groups);
    self->groups = PyMem_Calloc((size_t)count + 1, sizeof(Group));
    if (self->groups == NULL || memory_grow(&self->single, 256) < 0)
        return -1;
    for (Py_ssize_t at = 0; at < count; at++) {
        const char *sound;
        PyObject *spelling;
        Py_ssize_t sounds;
        Group *group = &self->groups[at];
        if (!PyArg_ParseTuple(PyList_GET_ITEM(groups, at), "Us#", &spelling, &sound, &sounds))
            return -1;
        Py_ssize_t length = PyUnicode_GET_LENGTH(spelling);
        if (length < 2 || length > LONGEST_GROUP || sounds > LONGEST_TOLD) {
            PyErr_SetString(PyExc_ValueError, "a group of letters is too long");
            return -1;
        }
        group->length = (uint8_t)length;
        group->sounds = (uint8_t)sounds;
        memcpy(group->sound, sound, (size_t)sounds);
        for (Py_ssize_t letter = 0; letter < length; letter++)
            group->letters[letter] = PyUnicode_READ_CHAR(spelling, letter);
    }
    self->group_count = (int)count;
    Py_INCREF(letters);
    self->letters = letters;
    return 0;
}

static void ear_dealloc(Ear *self)
{
    PyMem_Free(self->groups);
    PyMem_Free(self->single.places);
    Py_XDECREF(self->letters);
    Py_TYPE(self)->tp_free((PyObject *)self);
}

/* Ask Python for the sounds of a letter, and keep them; those that are not of the sound alphabet make it an odd one. */
static const Told *ear_ask(Ear *self, Py_UCS4 letter)
{
    const Told *kept = NULL;
    PyObject *number = PyLong_FromUnsignedLong(letter);
    PyObject *sound = number == NULL ? NULL : PyObject_GetItem(self->letters, number);
    if (sound != NULL)
        kept = memory_keep(&self->single, letter, PyUnicode_Check(sound) && PyUnicode_IS_ASCII(sound) ? sound : Py_None, 0);
    Py_XDECREF(number);
    Py_XDECREF(sound);
    return kept;
}

static const Group *ear_group(const Ear *self, PyObject *word, Py_ssize_t at, Py_ssize_t length)
{
    Py_UCS4 first = PyUnicode_READ_CHAR(word, at);
    int low = 0, high = self->group_count;
    while (low < high) {
        int middle = (low + high) / 2;
        if (self->groups[middle].letters[0] < first)
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < self->group_count && self->groups[low].letters[0] == first; low++) {
        const Group *group = &self->groups[low];
        int letter = 1;
        while (at + letter < length && letter < group->length && PyUnicode_READ_CHAR(word, at + letter) == group->letters[letter])
            letter++;
        if (letter == group->length)
            return group;
    }
    return NULL;
}

/* Write doubled sounds once; digits stay. */
static int close_doubled(char *sounds, int length)
{
    int kept = 0;
    for (int at = 0; at < length; at++) {
        if (kept == 0 || sounds[at] != sounds[kept - 1] || (sounds[at] >= '0' && sounds[at] <= '9'))
            sounds[kept++] = sounds[at];
    }
    return kept;
}

/* hear(word): the sounds of a word in small letters; None where Python has to hear it. */
static PyObject *ear_hear(Ear *self, PyObject *word)
{
    char heard[LONGEST_HEARD];
    int sounds = 0;
    if (!PyUnicode_Check(word) || self->letters == NULL) {
        PyErr_SetString(PyExc_TypeError, "what is heard is a word");
        return NULL;
    }
    Py_ssize_t length = PyUnicode_GET_LENGTH(word);
    if (length > LONGEST)
        Py_RETURN_NONE;
    for (Py_ssize_t at = 0; at < length;) {
        const Group *group = ear_group(self, word, at, length);
        if (group != NULL) {
            memcpy(heard + sounds, group->sound, group->sounds);
            sounds += group->sounds;
            at += group->length;
            continue;
        }
        Py_UCS4 letter = PyUnicode_READ_CHAR(word, at++);
        const Told *told = memory_place(&self->single, letter);
        if (!told->known && (told = ear_ask(self, letter)) == NULL)
            return NULL;
        if (told->sort == ODD)
            Py_RETURN_NONE;
        for (int sound = 0; sound < told->length; sound++)
            heard[sounds++] = (char)told->text[sound];
    }
    return PyUnicode_FromStringAndSize(heard, sounds);
}

static PyMethodDef ear_methods[] = {
    {"hear", (PyCFunction)ear_hear, METH_O, "Return the sounds of a word in small letters."},
    {NULL, NULL, 0, NULL},
};
static PyTypeObject EarType = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "normalize.native.Ear",
    .tp_doc = "The sounds of a script: (groups of letters with their sounds, sounds of single letters).",
    .tp_basicsize = sizeof(Ear),
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_new = PyType_GenericNew,
    .tp_init = (initproc)ear_init,
    .tp_dealloc = (destructor)ear_dealloc,
    .tp_methods = ear_methods,
};

/* ---- outlines: the coarser forms of sounds ---- */

#define MOST_CHOICES 4
#define MOST_KNOWN 65536

typedef struct {
    PyObject_HEAD
    char rough[LETTERS], bones[LETTERS], frames[LETTERS]; /* 0: it is left out */
    char choices[LETTERS][MOST_CHOICES];                  /* what an ambiguous sound may be; 0: nothing */
    uint8_t counts[LETTERS];
    uint8_t steady[LETTERS]; /* read alike wherever it stands in a word */
    int most;
    PyObject *rough_known, *skeletons_known; /* what was made before, by sounds */
} Outliner;

static int read_table(PyObject *table, char *into)
{
    if (!PyBytes_Check(table) || PyBytes_GET_SIZE(table) != LETTERS) {
        PyErr_SetString(PyExc_ValueError, "a table has a byte for each ASCII letter");
        return -1;
    }
    memcpy(into, PyBytes_AS_STRING(table), LETTERS);
    return 0;
}

static int outliner_init(Outliner *self, PyObject *args, PyObject *keywords)
{
    PyObject *ambiguous, *rough, *bones, *frames, *symbol, *choices;
    const char *steady;
    Py_ssize_t at = 0;
    if (!PyArg_ParseTuple(args, "O!sOOOi", &PyDict_Type, &ambiguous, &steady, &rough, &bones, &frames, &self->most))
        return -1;
    for (; *steady; steady++)
        self->steady[(unsigned char)*steady & (LETTERS - 1)] = 1;
    if (read_table(rough, self->rough) < 0 || read_table(bones, self->bones) < 0 || read_table(frames, self->frames) < 0)
        return -1;
    while (PyDict_Next(ambiguous, &at, &symbol, &choices)) {
        if (!PyUnicode_Check(symbol) || !PyUnicode_IS_ASCII(symbol) || PyUnicode_GET_LENGTH(symbol) != 1 ||
            !PyList_Check(choices) || PyList_GET_SIZE(choices) > MOST_CHOICES) {
            PyErr_SetString(PyExc_ValueError, "an ambiguous sound has a list of a few choices");
            return -1;
        }
        Py_UCS4 letter = PyUnicode_READ_CHAR(symbol, 0);
        self->counts[letter] = (uint8_t)PyList_GET_SIZE(choices);
        for (Py_ssize_t choice = 0; choice < PyList_GET_SIZE(choices); choice++) {
            PyObject *sound = PyList_GET_ITEM(choices, choice);
            if (!PyUnicode_Check(sound) || !PyUnicode_IS_ASCII(sound) || PyUnicode_GET_LENGTH(sound) > 1) {
                PyErr_SetString(PyExc_ValueError, "a choice is one sound or none");
                return -1;
            }
            self->choices[letter][choice] = PyUnicode_GET_LENGTH(sound) ? (char)PyUnicode_READ_CHAR(sound, 0) : 0;
        }
    }
    if (self->rough_known == NULL)
        self->rough_known = PyDict_New();
    if (self->skeletons_known == NULL)
        self->skeletons_known = PyDict_New();
    return self->rough_known == NULL || self->skeletons_known == NULL ? -1 : 0;
}

static void outliner_dealloc(Outliner *self)
{
    Py_XDECREF(self->rough_known);
    Py_XDECREF(self->skeletons_known);
    Py_TYPE(self)->tp_free((PyObject *)self);
}

static int is_vowel_letter(char letter)
{
    return letter == 'a' || letter == 'u' || letter == 'i' || letter == '1' || letter == '2';
}

/* Write sounds in their rough form: runs of vowels and glides (1 and 2) once, as their strongest. */
static int roughen(const Outliner *self, const char *sounds, int length, char *into)
{
    char rough[LONGEST];
    int kept = 0, written = 0;
    for (int at = 0; at < length; at++) {
        char letter = self->rough[(unsigned char)sounds[at]];
        if (letter)
            rough[kept++] = letter;
    }
    for (int at = 0; at < kept;) {
        int end = at, strength = 0;
        char strongest = rough[at];
        while (end < kept && is_vowel_letter(rough[end])) {
            const char *place = strchr("12iua", rough[end]);
            int strong = (int)(place - "12iua") + 1;
            if (strong > strength)
                strength = strong;
            end++;
        }
        if (end == at)
            end++;
        else
            strongest = "?iuiua"[strength];
        into[written++] = strongest;
        at = end;
    }
    return written;
}

/* Write sounds as their skeleton: a T before an S is part of it, doubled ones count once. */
static int strip(const Outliner *self, const char *sounds, int length, char *into)
{
    char bones[LONGEST];
    int kept = 0, written = 0;
    for (int at = 0; at < length; at++) {
        char letter = self->bones[(unsigned char)sounds[at]];
        if (letter)
            bones[kept++] = letter;
    }
    for (int at = 0; at < kept; at++) {
        if (bones[at] == 'T' && at + 1 < kept && bones[at + 1] == 'S')
            continue;
        into[written++] = bones[at];
    }
    return close_doubled(into, written);
}

typedef int (*Outline)(const Outliner *, const char *, int, char *);

/* Make the outlines of all readings of some sounds, likeliest first, each once. */
static PyObject *make_outlines(const Outliner *self, const unsigned char *sounds, Py_ssize_t length, Outline outline)
{
    uint8_t chosen[LONGEST] = {0};
    Py_ssize_t first[LONGEST]; /* where the choice was made that a sound follows */
    for (Py_ssize_t at = 0; at < length; at++) {
        first[at] = at;
        for (Py_ssize_t before = 0; self->steady[sounds[at]] && before < at && first[at] == at; before++)
            first[at] = sounds[before] == sounds[at] ? before : at;
    }
    PyObject *forms = PyList_New(0);
    for (int made = 0; forms != NULL && made < self->most; made++) {
        char reading[LONGEST], written[LONGEST];
        int heard = 0;
        for (Py_ssize_t at = 0; at < length; at++) {
            char sound = self->counts[sounds[at]] ? self->choices[sounds[at]][chosen[first[at]]] : (char)sounds[at];
            if (sound)
                reading[heard++] = sound;
        }
        PyObject *form = PyUnicode_FromStringAndSize(written, outline(self, reading, heard, written));
        int known = form == NULL ? -1 : PySequence_Contains(forms, form);
        if (known < 0 || (!known && PyList_Append(forms, form) < 0))
            Py_CLEAR(forms);
        Py_XDECREF(form);
        Py_ssize_t turn = length - 1;
        while (turn >= 0 && (first[turn] != turn || self->counts[sounds[turn]] == 0
                             || ++chosen[turn] >= self->counts[sounds[turn]]))
            chosen[turn--] = 0;
        if (turn < 0)
            break;
    }
    PyObject *result = forms == NULL ? NULL : PyList_AsTuple(forms);
    Py_XDECREF(forms);
    return result;
}

/* Whether these are few signs, all of which the tables have: a NUL stands there for no sound at all. */
static int is_outlined(PyObject *word)
{
    return PyUnicode_IS_ASCII(word) && PyUnicode_GET_LENGTH(word) <= LONGEST
        && memchr(PyUnicode_1BYTE_DATA(word), 0, (size_t)PyUnicode_GET_LENGTH(word)) == NULL;
}

/* Return the outlines of some sounds, remembered; None where Python has to make them. */
static PyObject *outlines_of(const Outliner *self, PyObject *word, Outline outline, PyObject *memory)
{
    if (!PyUnicode_Check(word) || memory == NULL) {
        PyErr_SetString(PyExc_TypeError, "sounds are text");
        return NULL;
    }
    PyObject *forms = PyDict_GetItemWithError(memory, word);
    if (forms != NULL || PyErr_Occurred()) {
        Py_XINCREF(forms);
        return forms;
    }
    if (!is_outlined(word))
        Py_RETURN_NONE;
    forms = make_outlines(self, PyUnicode_1BYTE_DATA(word), PyUnicode_GET_LENGTH(word), outline);
    if (PyDict_GET_SIZE(memory) >= MOST_KNOWN)
        PyDict_Clear(memory);
    if (forms != NULL && PyDict_SetItem(memory, word, forms) < 0)
        Py_CLEAR(forms);
    return forms;
}

static PyObject *outliner_rough(Outliner *self, PyObject *word)
{
    return outlines_of(self, word, roughen, self->rough_known);
}

static PyObject *outliner_skeletons(Outliner *self, PyObject *word)
{
    return outlines_of(self, word, strip, self->skeletons_known);
}

static PyObject *outliner_frame(Outliner *self, PyObject *word)
{
    char frame[LONGEST];
    int kept = 0;
    if (!PyUnicode_Check(word) || !is_outlined(word))
        Py_RETURN_NONE;
    const unsigned char *sounds = PyUnicode_1BYTE_DATA(word);
    for (Py_ssize_t at = 0; at < PyUnicode_GET_LENGTH(word); at++) {
        if (self->frames[sounds[at]])
            frame[kept++] = self->frames[sounds[at]];
    }
    return PyUnicode_FromStringAndSize(frame, kept);
}

static PyMethodDef outliner_methods[] = {
    {"rough", (PyCFunction)outliner_rough, METH_O, "Return the rough forms of some sounds."},
    {"skeletons", (PyCFunction)outliner_skeletons, METH_O, "Return the skeletons of some sounds."},
    {"frame", (PyCFunction)outliner_frame, METH_O, "Return the frame of some sounds."},
    {NULL, NULL, 0, NULL},
};
static PyTypeObject OutlinerType = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "normalize.native.Outliner",
    .tp_doc = "The coarser forms of sounds: (ambiguous, steady, rough, bones, frames, most readings).",
    .tp_basicsize = sizeof(Outliner),
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_new = PyType_GenericNew,
    .tp_init = (initproc)outliner_init,
    .tp_dealloc = (destructor)outliner_dealloc,
    .tp_methods = outliner_methods,
};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "native", "The inner loops of sounds and their alignment.", -1, NULL, NULL, NULL, NULL, NULL,
};

static int add_type(PyObject *module, const char *name, PyTypeObject *type)
{
    return PyType_Ready(type) < 0 ? -1 : PyModule_AddObjectRef(module, name, (PyObject *)type);
}

PyMODINIT_FUNC PyInit_native(void)
{
    PyObject *module = PyModule_Create(&definition);
    if (module == NULL || add_type(module, "Aligner", &AlignerType) < 0 || add_type(module, "Ear", &EarType) < 0 ||
        add_type(module, "Folder", &FolderType) < 0 || add_type(module, "Outliner", &OutlinerType) < 0)
        return NULL;
    return module;
}
