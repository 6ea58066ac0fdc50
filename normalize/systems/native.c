/* Rules of transliteration as machine code: what ICU does with the rules that programs.py knows how to write as a program,
   letter for letter. Texts that are not of the basic plane, or grow out of the room here, are given to a function that the
   transducer is made with (ICU). Numbers of a program's signs are those of programs.py. */

#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <stdint.h>
#include <stddef.h>
#include <string.h>

enum { SET = 0xF000, SEGMENT = 0xF300, OPTIONAL = 0xF340, OPENS = 0xF350, CLOSES = 0xF351, ENDS = 0xF360,
       BEGINS_SET = 0xF370, ENDS_SETS = 0xF371, LAST_SIGN = 0xF8FF };
enum { NO_LETTER = 0xFFFF, /* where a text ends; in the sets that ICU lets match there */
       PLANE = 0x10000, ROOM = 8192, MOST_ELEMENTS = 64, MOST_SEGMENTS = 10, MOST_RULES = 0xFFFF, CLASS_BIAS = 0x40,
       MOST_CHANGED = 3 };
enum { LETTER, MEMBER, TAKEN, UPPER, LOWER, AZERBAIJANI_UPPER };
enum { ONCE, PERHAPS, ANY, SOME };
enum { FITS, TOO_LONG };

static uint8_t class_of[PLANE];

/* A letter, and what it is in the other case: nothing where that is not of the basic plane. */
typedef struct {
    uint16_t letter, count, changed[MOST_CHANGED];
} Change;
static struct {
    Change *changes; /* sorted by their letters */
    int count;
} capitals, smalls;

typedef struct {
    uint8_t classes, page[256];
    uint8_t (*bits)[32]; /* for which letters the opposite of what their class says is true, page by page; 0 is empty */
} Set;

typedef struct {
    uint16_t letter; /* or the number of a set, or of a segment */
    uint8_t kind, times;
} Element;

typedef struct {
    uint32_t start; /* of its elements: before the key, the key, after it, what is written */
    uint8_t before, key, after, written;
    uint8_t opens[MOST_SEGMENTS], closes[MOST_SEGMENTS]; /* segments of the key, by its elements; numbered from 1 */
} Rule;

/* The rules of one pass, and which of them may begin with a letter whose last byte is known. */
typedef struct {
    PyObject_HEAD
    Set *sets;
    Element *elements;
    Rule *rules;
    int set_count, rule_count;
    uint32_t first[257];
    uint16_t *by_byte;
} Rules;

typedef struct {
    PyObject_HEAD
    vectorcallfunc call;
    PyObject *passes, *otherwise;
} Transducer;

/* A text on its way: what was written stands on the left, what is still to be read on the right. */
typedef struct {
    const uint16_t *right;
    uint16_t *left;
    int end, written;
} Text;

static int holds(const Set *set, uint16_t letter)
{
    uint8_t bits = set->bits[set->page[letter >> 8]][(letter & 255) >> 3];
    return ((set->classes >> class_of[letter]) ^ (bits >> (letter & 7))) & 1;
}

/* ---- Reading a program ---- */

typedef struct {
    int kind;
    const void *data;
    Py_ssize_t at, length;
} Source;

static int open_source(PyObject *text, Source *source)
{
    if (!PyUnicode_Check(text) || PyUnicode_KIND(text) > PyUnicode_2BYTE_KIND) {
        PyErr_SetString(PyExc_ValueError, "not a text of the basic plane");
        return -1;
    }
    *source = (Source){(int)PyUnicode_KIND(text), PyUnicode_DATA(text), 0, PyUnicode_GET_LENGTH(text)};
    return 0;
}

/* The next sign, -1 at the end. */
static int peek(const Source *source)
{
    return source->at < source->length ? (int)PyUnicode_READ(source->kind, source->data, source->at) : -1;
}

static int next(Source *source)
{
    int sign = peek(source);
    source->at += sign >= 0;
    return sign;
}

static int damaged(const char *what)
{
    PyErr_Format(PyExc_ValueError, "no program: %s", what);
    return -1;
}

static int is_letter(int sign)
{
    return sign >= 0 && (sign < SET || sign > LAST_SIGN);
}

static int add_range(Set *set, int first, int last, int *pages)
{
    for (int letter = first; letter <= last; letter++) {
        uint8_t *page = &set->page[(letter >> 8) & 255];
        if (*page == 0 && *pages == 255)
            return damaged("a set of too many parts");
        if (*page == 0)
            *page = (uint8_t)++*pages;
        set->bits[*page][(letter & 255) >> 3] |= (uint8_t)(1 << (letter & 7));
    }
    return 0;
}

/* Read a set: its classes, and the ranges that are otherwise. */
static int read_set(Source *source, Set *set)
{
    int sign = next(source), pages = 0;
    Py_ssize_t ends = source->at, most = 1;
    if (sign < CLASS_BIAS || sign >= CLASS_BIAS + 64)
        return damaged("a set without classes");
    set->classes = (uint8_t)(sign - CLASS_BIAS);
    for (Source ahead = *source; is_letter(peek(&ahead)); ends = ahead.at) {
        int first = next(&ahead), last = next(&ahead);
        if (!is_letter(last) || last < first)
            return damaged("a range without an end");
        most += (last >> 8) - (first >> 8) + 1;
    }
    if ((set->bits = PyMem_Calloc((size_t)(most < 256 ? most : 256), 32)) == NULL) {
        PyErr_NoMemory();
        return -1;
    }
    while (source->at < ends) {
        int first = next(source), last = next(source);
        if (add_range(set, first, last, &pages) < 0)
            return -1;
    }
    return 0;
}

static int read_sets(Source *source, Rules *self)
{
    int count = 0;
    for (Source ahead = *source; peek(&ahead) >= 0; )
        count += next(&ahead) == BEGINS_SET;
    if ((self->sets = PyMem_Calloc((size_t)count + 1, sizeof(Set))) == NULL) {
        PyErr_NoMemory();
        return -1;
    }
    while (peek(source) == BEGINS_SET) {
        next(source);
        if (read_set(source, &self->sets[self->set_count++]) < 0)
            return -1;
    }
    return next(source) == ENDS_SETS ? 0 : damaged("sets without an end");
}

/* Read what stands before, in or after the key up to its end: how many elements, or -1. Brackets go into the rule. */
static int read_pattern(Source *source, const Rules *self, Element *into, Rule *rule)
{
    int count = 0, open[MOST_SEGMENTS], depth = 0, opened = 0, sign;
    while ((sign = next(source)) != ENDS) {
        if (sign == OPENS && rule != NULL && opened + 1 < MOST_SEGMENTS) {
            rule->opens[++opened] = (uint8_t)count;
            open[depth++] = opened;
        } else if (sign == CLOSES && rule != NULL && depth > 0) {
            rule->closes[open[--depth]] = (uint8_t)count;
        } else if (sign >= OPTIONAL && sign < OPTIONAL + SOME && count > 0 && into[count - 1].times == ONCE) {
            into[count - 1].times = (uint8_t)(PERHAPS + sign - OPTIONAL);
        } else if (count == MOST_ELEMENTS) {
            return damaged("a rule too long");
        } else if (sign >= SET && sign < SET + self->set_count) {
            into[count++] = (Element){(uint16_t)(sign - SET), MEMBER, ONCE};
        } else if (is_letter(sign)) {
            into[count++] = (Element){(uint16_t)sign, LETTER, ONCE};
        } else {
            return damaged("a sign out of place in a pattern");
        }
    }
    return depth == 0 ? count : damaged("a bracket that is not closed");
}

static int read_written(Source *source, Element *into, const Rule *rule)
{
    int count = 0, sign;
    while ((sign = next(source)) != ENDS) {
        int number = sign & 15, kind = TAKEN + ((sign - SEGMENT) >> 4);
        if (count == MOST_ELEMENTS)
            return damaged("a rule too long");
        if (is_letter(sign))
            into[count++] = (Element){(uint16_t)sign, LETTER, ONCE};
        else if (sign > SEGMENT && kind <= AZERBAIJANI_UPPER && number > 0 && number < MOST_SEGMENTS && rule->closes[number])
            into[count++] = (Element){(uint16_t)number, (uint8_t)kind, ONCE};
        else
            return damaged("a sign out of place in an output");
    }
    return count;
}

static int read_rule(Source *source, Rules *self, Element *into)
{
    Rule *rule = &self->rules[self->rule_count];
    rule->start = (uint32_t)(into - self->elements);
    int before = read_pattern(source, self, into, NULL);
    int key = before < 0 ? -1 : read_pattern(source, self, into + before, rule);
    int after = key < 0 ? -1 : read_pattern(source, self, into + before + key, NULL);
    int written = after < 0 ? -1 : read_written(source, into + before + key + after, rule);
    if (written < 0)
        return -1;
    if (key == 0)
        return damaged("a rule without a key");
    rule->before = (uint8_t)before, rule->key = (uint8_t)key, rule->after = (uint8_t)after, rule->written = (uint8_t)written;
    self->rule_count++;
    return before + key + after + written;
}

static int read_rules(Source *source, Rules *self)
{
    size_t rest = (size_t)(source->length - source->at), used = 0;
    self->elements = PyMem_Calloc(rest + 1, sizeof(Element));
    self->rules = PyMem_Calloc(rest / 4 + 1, sizeof(Rule));
    if (self->elements == NULL || self->rules == NULL) {
        PyErr_NoMemory();
        return -1;
    }
    while (peek(source) >= 0) {
        if (self->rule_count == MOST_RULES)
            return damaged("too many rules");
        int length = read_rule(source, self, self->elements + used);
        if (length < 0)
            return -1;
        used += (size_t)length;
    }
    return 0;
}

/* Mark the last bytes of the letters that a rule may begin with: the only one, or -1 for those marked. */
static int mark_bytes(const Rules *self, const Rule *rule, uint8_t *marks)
{
    const Element *key = &self->elements[rule->start + rule->before];
    const Set *set = key->kind == MEMBER ? &self->sets[key->letter] : NULL;
    int anything = key->times == PERHAPS || key->times == ANY || (set != NULL && set->classes);
    if (!anything && set == NULL)
        return key->letter & 255;
    memset(marks, anything, 256);
    for (int page = 0; !anything && page < 256; page++) {
        for (int byte = 0; set->page[page] && byte < 256; byte++)
            marks[byte] |= (set->bits[set->page[page]][byte >> 3] >> (byte & 7)) & 1;
    }
    return -1;
}

/* Count the rules for each last byte; or, where there is room for them, put them down from these places on. */
static void put_by_byte(const Rules *self, uint32_t *places, uint16_t *into)
{
    uint8_t marks[256];
    for (int at = 0; at < self->rule_count; at++) {
        int only = mark_bytes(self, &self->rules[at], marks);
        for (int byte = only < 0 ? 0 : only; byte < (only < 0 ? 256 : only + 1); byte++) {
            if (only < 0 && !marks[byte])
                continue;
            if (into != NULL)
                into[places[byte]] = (uint16_t)at;
            places[byte]++;
        }
    }
}

static int sort_by_byte(Rules *self)
{
    uint32_t counts[256] = {0}, total = 0;
    put_by_byte(self, counts, NULL);
    for (int byte = 0; byte < 256; total += counts[byte++])
        self->first[byte] = total;
    self->first[256] = total;
    if ((self->by_byte = PyMem_Calloc((size_t)total + 1, sizeof(uint16_t))) == NULL) {
        PyErr_NoMemory();
        return -1;
    }
    memcpy(counts, self->first, sizeof(counts));
    put_by_byte(self, counts, self->by_byte);
    return 0;
}

/* Rules(program) */
static int rules_init(Rules *self, PyObject *args, PyObject *keywords)
{
    PyObject *program;
    Source source;
    if (self->sets != NULL) {
        PyErr_SetString(PyExc_TypeError, "made already");
        return -1;
    }
    if (!PyArg_ParseTuple(args, "U", &program) || open_source(program, &source) < 0)
        return -1;
    if (read_sets(&source, self) < 0 || read_rules(&source, self) < 0)
        return -1;
    return sort_by_byte(self);
}

static void rules_dealloc(Rules *self)
{
    for (int at = 0; at < self->set_count; at++)
        PyMem_Free(self->sets[at].bits);
    PyMem_Free(self->sets);
    PyMem_Free(self->elements);
    PyMem_Free(self->rules);
    PyMem_Free(self->by_byte);
    Py_TYPE(self)->tp_free((PyObject *)self);
}

static PyTypeObject RulesType = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "normalize.systems.native.Rules",
    .tp_doc = "The rules of one pass: (program).",
    .tp_basicsize = sizeof(Rules),
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_new = PyType_GenericNew,
    .tp_init = (initproc)rules_init,
    .tp_dealloc = (destructor)rules_dealloc,
};

/* ---- Applying rules ---- */

/* Whether one element matches at a place on the right; moves it. Where the text ends, ICU's sets may match nothing. */
static int match_one(const Rules *self, const Element *element, const Text *text, int *at)
{
    if (element->kind == LETTER) {
        if (*at >= text->end || text->right[*at] != element->letter)
            return 0;
        ++*at;
        return 1;
    }
    const Set *set = &self->sets[element->letter];
    if (*at >= text->end)
        return holds(set, NO_LETTER);
    if (!holds(set, text->right[*at]))
        return 0;
    ++*at;
    return 1;
}

/* The same on the left, where -1 is the place before the text. */
static int match_one_back(const Rules *self, const Element *element, const Text *text, int *at)
{
    if (element->kind == LETTER) {
        if (*at < 0 || text->left[*at] != element->letter)
            return 0;
        --*at;
        return 1;
    }
    const Set *set = &self->sets[element->letter];
    if (*at < 0)
        return holds(set, NO_LETTER);
    if (!holds(set, text->left[*at]))
        return 0;
    --*at;
    return 1;
}

typedef int (*Matcher)(const Rules *, const Element *, const Text *, int *);

/* Match an element as often as it may come and does: greedily, and never less again. */
static inline int match_often(const Rules *self, const Element *element, const Text *text, int *at, Matcher match)
{
    int count = 0, most = element->times == PERHAPS ? 1 : INT32_MAX;
    while (count < most) {
        int before = *at;
        if (!match(self, element, text, at))
            break;
        count++;
        if (*at == before)
            break;
    }
    return count > 0 || element->times != SOME;
}

static inline int match_element(const Rules *self, const Element *element, const Text *text, int *at)
{
    return element->times == ONCE ? match_one(self, element, text, at) : match_often(self, element, text, at, match_one);
}

static int match_before(const Rules *self, const Rule *rule, const Text *text)
{
    int at = text->written - 1;
    for (const Element *first = &self->elements[rule->start], *element = first + rule->before; element-- > first;) {
        if (element->times == ONCE ? !match_one_back(self, element, text, &at)
                                   : !match_often(self, element, text, &at, match_one_back))
            return 0;
    }
    return 1;
}

/* Match a rule at a place: where its key ends, or -1. Writes down where the elements of the key begin. */
static int match_rule(const Rules *self, const Rule *rule, const Text *text, int at, int *places)
{
    const Element *element = &self->elements[rule->start + rule->before];
    for (int count = 0; count < rule->key; count++, element++) {
        places[count] = at;
        if (!match_element(self, element, text, &at))
            return -1;
    }
    places[rule->key] = at;
    int end = at;
    for (int count = 0; count < rule->after; count++, element++) {
        if (!match_element(self, element, text, &at))
            return -1;
    }
    return match_before(self, rule, text) ? end : -1;
}

static int by_letter(const void *wanted, const void *change)
{
    return (int)*(const uint16_t *)wanted - (int)((const Change *)change)->letter;
}

/* Write a letter in the other case. */
static int write_changed(Text *text, uint16_t letter, int kind)
{
    Change alone = {letter, 1, {letter}};
    const Change *change = &alone;
    if (kind == AZERBAIJANI_UPPER && letter == 'i')
        alone.changed[0] = 0x130;
    else if (letter < 128)
        alone.changed[0] = (uint16_t)(kind == LOWER ? Py_TOLOWER(letter) : Py_TOUPPER(letter));
    else if (kind == LOWER)
        change = bsearch(&letter, smalls.changes, (size_t)smalls.count, sizeof(Change), by_letter);
    else
        change = bsearch(&letter, capitals.changes, (size_t)capitals.count, sizeof(Change), by_letter);
    if (change == NULL)
        change = &alone;
    if (change->count == 0 || change->count > ROOM - text->written)
        return TOO_LONG;
    for (int at = 0; at < change->count; at++)
        text->left[text->written++] = change->changed[at];
    return FITS;
}

static int write_taken(Text *text, int from, int to, int kind)
{
    if (to - from > (kind == LOWER ? 1 : ROOM - text->written)) /* a final sigma is another small letter */
        return TOO_LONG;
    for (; from < to; from++) {
        if (kind == TAKEN)
            text->left[text->written++] = text->right[from];
        else if (write_changed(text, text->right[from], kind) != FITS)
            return TOO_LONG;
    }
    return FITS;
}

static int write_output(const Rules *self, const Rule *rule, Text *text, const int *places)
{
    const Element *output = &self->elements[rule->start + rule->before + rule->key + rule->after];
    for (int count = 0; count < rule->written; count++, output++) {
        if (output->kind != LETTER) {
            int number = output->letter;
            if (write_taken(text, places[rule->opens[number]], places[rule->closes[number]], output->kind) != FITS)
                return TOO_LONG;
        } else if (text->written == ROOM) {
            return TOO_LONG;
        } else {
            text->left[text->written++] = output->letter;
        }
    }
    return FITS;
}

/* Apply the first rule that matches at a place: where to go on, or -1 where there is no room. */
static int apply_one(const Rules *self, Text *text, int at)
{
    uint16_t letter = text->right[at];
    int places[MOST_ELEMENTS + 1];
    for (uint32_t turn = self->first[letter & 255]; turn < self->first[(letter & 255) + 1]; turn++) {
        const Rule *rule = &self->rules[self->by_byte[turn]];
        const Element *key = &self->elements[rule->start + rule->before];
        if (key->kind == LETTER && key->times == ONCE && key->letter != letter)
            continue;
        int end = match_rule(self, rule, text, at, places);
        if (end >= 0)
            return write_output(self, rule, text, places) == FITS ? end : -1;
    }
    if (text->written == ROOM)
        return -1;
    text->left[text->written++] = letter;
    return at + 1;
}

/* Apply the rules all along a text; after as many steps as ICU takes, the rest is left as it is. */
static int apply(const Rules *self, Text *text)
{
    int at = 0;
    for (int steps = 0; at < text->end && steps <= text->end * 16; steps++) {
        if ((at = apply_one(self, text, at)) < 0)
            return TOO_LONG;
    }
    if (text->end - at > ROOM - text->written)
        return TOO_LONG;
    memcpy(text->left + text->written, text->right + at, (size_t)(text->end - at) * sizeof(uint16_t));
    text->written += text->end - at;
    return FITS;
}

/* Copy a text's letters, if they are all of the basic plane and few enough: how many, or -1. */
static int copy_letters(PyObject *text, uint16_t *into)
{
    Py_ssize_t length = PyUnicode_GET_LENGTH(text);
    if (length > ROOM || PyUnicode_KIND(text) > PyUnicode_2BYTE_KIND)
        return -1;
    if (PyUnicode_KIND(text) == PyUnicode_1BYTE_KIND) {
        for (Py_ssize_t at = 0; at < length; at++)
            into[at] = PyUnicode_1BYTE_DATA(text)[at];
        return (int)length;
    }
    const Py_UCS2 *letters = PyUnicode_2BYTE_DATA(text);
    for (Py_ssize_t at = 0; at < length; at++) {
        if ((letters[at] & 0xF800) == 0xD800)
            return -1;
        into[at] = letters[at];
    }
    return (int)length;
}

static PyObject *make_text(const uint16_t *letters, int length)
{
    unsigned all = 0;
    for (int at = 0; at < length; at++)
        all |= letters[at];
    if (all > 255)
        return PyUnicode_FromKindAndData(PyUnicode_2BYTE_KIND, letters, length);
    PyObject *made = PyUnicode_New(length, all > 127 ? 255 : 127);
    for (int at = 0; made != NULL && at < length; at++)
        PyUnicode_1BYTE_DATA(made)[at] = (Py_UCS1)letters[at];
    return made;
}

static PyObject *transduce(PyObject *object, PyObject *const *args, size_t flags, PyObject *keywords)
{
    const Transducer *self = (const Transducer *)object;
    uint16_t room[2][ROOM];
    if (PyVectorcall_NARGS(flags) != 1 || keywords != NULL || !PyUnicode_Check(args[0])) {
        PyErr_SetString(PyExc_TypeError, "a transducer takes one text");
        return NULL;
    }
    int length = copy_letters(args[0], room[0]), turn = 0;
    Py_ssize_t passes = PyTuple_GET_SIZE(self->passes);
    for (Py_ssize_t at = 0; length >= 0 && at < passes; at++, turn ^= 1) {
        Text text = {room[turn], room[turn ^ 1], length, 0};
        length = apply((const Rules *)PyTuple_GET_ITEM(self->passes, at), &text) == FITS ? text.written : -1;
    }
    return length < 0 ? PyObject_CallOneArg(self->otherwise, args[0]) : make_text(room[turn], length);
}

/* Transducer(passes, what does the same for texts that this cannot do) */
static int transducer_init(Transducer *self, PyObject *args, PyObject *keywords)
{
    PyObject *passes, *otherwise;
    if (self->passes != NULL) {
        PyErr_SetString(PyExc_TypeError, "made already");
        return -1;
    }
    if (!PyArg_ParseTuple(args, "O!O", &PyTuple_Type, &passes, &otherwise))
        return -1;
    for (Py_ssize_t at = 0; at < PyTuple_GET_SIZE(passes); at++) {
        PyObject *rules = PyTuple_GET_ITEM(passes, at);
        if (!PyObject_TypeCheck(rules, &RulesType) || ((Rules *)rules)->by_byte == NULL) {
            PyErr_SetString(PyExc_TypeError, "a pass is Rules");
            return -1;
        }
    }
    self->passes = Py_NewRef(passes);
    self->otherwise = Py_NewRef(otherwise);
    return 0;
}

/* A transducer that was never made has no passes, and may not be called. */
static PyObject *transducer_new(PyTypeObject *type, PyObject *args, PyObject *keywords)
{
    Transducer *self = (Transducer *)type->tp_alloc(type, 0);
    if (self == NULL || transducer_init(self, args, keywords) < 0) {
        Py_XDECREF(self);
        return NULL;
    }
    self->call = transduce;
    return (PyObject *)self;
}

static void transducer_dealloc(Transducer *self)
{
    Py_XDECREF(self->passes);
    Py_XDECREF(self->otherwise);
    Py_TYPE(self)->tp_free((PyObject *)self);
}

static PyTypeObject TransducerType = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "normalize.systems.native.Transducer",
    .tp_doc = "What applies passes one after another to a text: (passes, what does so where this cannot).",
    .tp_basicsize = sizeof(Transducer),
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_VECTORCALL,
    .tp_vectorcall_offset = offsetof(Transducer, call),
    .tp_call = PyVectorcall_Call,
    .tp_new = transducer_new,
    .tp_dealloc = (destructor)transducer_dealloc,
};

/* ---- What is known of letters ---- */

static int read_classes(PyObject *runs)
{
    Source source;
    if (open_source(runs, &source) < 0)
        return -1;
    int from = next(&source);
    while (from >= 0) {
        int number = next(&source) - '0', to = peek(&source) < 0 ? PLANE : peek(&source);
        if (number < 0 || number > 5 || to <= from)
            return damaged("classes out of order");
        memset(class_of + from, number, (size_t)(to - from));
        from = next(&source);
    }
    return 0;
}

/* Read one letter, how many it becomes as a digit, and these. */
static int read_change(Source *source, Change *change)
{
    int letter = next(source), count = next(source) - '0';
    if (count < 0 || count > MOST_CHANGED || source->length - source->at < count)
        return damaged("a letter without its other case");
    *change = (Change){(uint16_t)letter, (uint16_t)count, {0}};
    for (int at = 0; at < count; at++)
        change->changed[at] = (uint16_t)next(source);
    return 0;
}

static int read_changes(PyObject *text, Change **changes, int *count)
{
    Source source;
    if (open_source(text, &source) < 0)
        return -1;
    Change *made = PyMem_Calloc((size_t)source.length / 2 + 1, sizeof(Change));
    if (made == NULL) {
        PyErr_NoMemory();
        return -1;
    }
    PyMem_Free(*changes);
    *changes = made;
    for (*count = 0; peek(&source) >= 0; ++*count) {
        if (read_change(&source, &made[*count]) < 0)
            return -1;
        if (*count > 0 && made[*count].letter <= made[*count - 1].letter)
            return damaged("letters out of order");
    }
    return 0;
}

static PyObject *know_letters(PyObject *module, PyObject *args)
{
    PyObject *classes, *upper, *lower;
    if (!PyArg_ParseTuple(args, "UUU", &classes, &upper, &lower))
        return NULL;
    if (read_classes(classes) < 0 || read_changes(upper, &capitals.changes, &capitals.count) < 0 ||
        read_changes(lower, &smalls.changes, &smalls.count) < 0)
        return NULL;
    Py_RETURN_NONE;
}

static PyMethodDef functions[] = {
    {"know_letters", know_letters, METH_VARARGS, "Take in the classes of letters, their capitals and smalls."},
    {NULL, NULL, 0, NULL},
};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "native", "Rules of transliteration as machine code.", -1, functions, NULL, NULL, NULL, NULL,
};

static int add_type(PyObject *module, const char *name, PyTypeObject *type)
{
    return PyType_Ready(type) < 0 ? -1 : PyModule_AddObjectRef(module, name, (PyObject *)type);
}

PyMODINIT_FUNC PyInit_native(void)
{
    PyObject *module = PyModule_Create(&definition);
    if (module == NULL || add_type(module, "Rules", &RulesType) < 0 || add_type(module, "Transducer", &TransducerType) < 0)
        return NULL;
    return module;
}
