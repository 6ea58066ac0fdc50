/* Readings as machine code: the same as the Python in gathering.py, which serves where this is not built. What is
   remembered of a text is one tuple: the readings in one text, a line each, and then system and language of each. */

#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <stddef.h>
#include <structmember.h>

enum { FIELDS = 3, MOST = 256, FIRST_MARK = 0x300 /* below it every letter is composed already (NFC) */ };

typedef struct {
    PyObject_HEAD
    PyTypeObject *type; /* the class of readings, with three slots */
    Py_ssize_t places[FIELDS];
    PyObject *compose, *line_break;
} Maker;

/* A reading; it holds nothing but texts, so that no circle can go through it, and is not looked at for circles. */
static PyObject *make_one(const Maker *self, PyObject *const *fields)
{
    PyObject *made = self->type->tp_alloc(self->type, 0);
    if (made == NULL)
        return NULL;
    for (int at = 0; at < FIELDS; at++)
        *(PyObject **)((char *)made + self->places[at]) = Py_NewRef(fields[at]);
    PyObject_GC_UnTrack(made);
    return made;
}

static int are_texts(PyObject *const *fields)
{
    for (int at = 0; at < FIELDS; at++) {
        if (!PyUnicode_CheckExact(fields[at])) {
            PyErr_SetString(PyExc_TypeError, "a reading is of three texts");
            return 0;
        }
    }
    return 1;
}

static PyObject *maker_make(Maker *self, PyObject *const *args, Py_ssize_t count)
{
    if (count != FIELDS) {
        PyErr_SetString(PyExc_TypeError, "a reading is of three texts");
        return NULL;
    }
    return are_texts(args) ? make_one(self, args) : NULL;
}

/* The readings of a packed tuple, as a list. */
static PyObject *maker_unpack(Maker *self, PyObject *packed)
{
    if (!PyTuple_Check(packed) || PyTuple_GET_SIZE(packed) % 2 != 1) {
        PyErr_SetString(PyExc_TypeError, "not what readings are packed in");
        return NULL;
    }
    Py_ssize_t count = PyTuple_GET_SIZE(packed) / 2;
    PyObject *text = PyTuple_GET_ITEM(packed, 0);
    PyObject *texts = PyUnicode_Check(text) ? PyUnicode_Split(text, self->line_break, -1) : PySequence_List(text);
    if (texts != NULL && count > 0 && PyList_GET_SIZE(texts) != count) {
        PyErr_SetString(PyExc_ValueError, "readings and systems are not of one number");
        Py_CLEAR(texts);
    }
    PyObject *made = texts == NULL ? NULL : PyList_New(count);
    for (Py_ssize_t at = 0; made != NULL && at < count; at++) {
        PyObject *fields[] = {PyList_GET_ITEM(texts, at), PyTuple_GET_ITEM(packed, 2 * at + 1),
                              PyTuple_GET_ITEM(packed, 2 * at + 2)};
        PyObject *one = are_texts(fields) ? make_one(self, fields) : NULL;
        if (one == NULL)
            Py_CLEAR(made);
        else
            PyList_SET_ITEM(made, at, one);
    }
    Py_XDECREF(texts);
    return made;
}

/* A text composed (NFC): a new reference. */
static PyObject *composed(const Maker *self, PyObject *text)
{
    if (PyUnicode_MAX_CHAR_VALUE(text) < FIRST_MARK)
        return Py_NewRef(text);
    Py_UCS4 highest = 0;
    int kind = (int)PyUnicode_KIND(text);
    for (Py_ssize_t at = 0; at < PyUnicode_GET_LENGTH(text); at++) {
        Py_UCS4 letter = PyUnicode_READ(kind, PyUnicode_DATA(text), at);
        highest = letter > highest ? letter : highest;
    }
    return highest < FIRST_MARK ? Py_NewRef(text) : PyObject_CallOneArg(self->compose, text);
}

/* What is gathered: different texts, and which system each is of. */
typedef struct {
    PyObject *texts[MOST];
    Py_ssize_t systems[MOST];
    int count;
} Gathered;

static int is_known(const Gathered *gathered, PyObject *text)
{
    for (int at = 0; at < gathered->count; at++) {
        PyObject *other = gathered->texts[at];
        if (other == text || (PyUnicode_GET_LENGTH(other) == PyUnicode_GET_LENGTH(text) && PyUnicode_Compare(other, text) == 0))
            return 1;
    }
    return 0;
}

static int gather(const Maker *self, PyObject *texts, Py_ssize_t most, Gathered *gathered)
{
    for (Py_ssize_t at = 0; at < PyList_GET_SIZE(texts) && gathered->count < most; at++) {
        PyObject *text = PyList_GET_ITEM(texts, at);
        if (!PyUnicode_Check(text)) {
            PyErr_SetString(PyExc_TypeError, "only texts are gathered");
            return -1;
        }
        if (PyUnicode_GET_LENGTH(text) == 0 || is_known(gathered, text))
            continue;
        PyObject *whole = composed(self, text);
        if (whole == NULL)
            return -1;
        if (is_known(gathered, whole)) {
            Py_DECREF(whole);
            continue;
        }
        gathered->texts[gathered->count] = whole;
        gathered->systems[gathered->count++] = at;
    }
    return 0;
}

/* The texts as one, a line each; as they are, a tuple, where one has a line break of its own. */
static PyObject *join(const Maker *self, const Gathered *gathered)
{
    PyObject *texts = PyTuple_New(gathered->count);
    for (int at = 0; texts != NULL && at < gathered->count; at++)
        PyTuple_SET_ITEM(texts, at, Py_NewRef(gathered->texts[at]));
    PyObject *joined = texts == NULL ? NULL : PyUnicode_Join(self->line_break, texts);
    Py_ssize_t breaks = joined == NULL ? -1 : PyUnicode_Count(joined, self->line_break, 0, PyUnicode_GET_LENGTH(joined));
    int separate = breaks >= 0 && breaks != (gathered->count ? gathered->count - 1 : 0);
    if (separate || breaks < 0)
        Py_CLEAR(joined);
    if (separate)
        return texts;
    Py_XDECREF(texts);
    return joined;
}

static PyObject *pack(const Maker *self, const Gathered *gathered, PyObject *systems)
{
    PyObject *joined = join(self, gathered);
    PyObject *packed = joined == NULL ? NULL : PyTuple_New(2 * gathered->count + 1);
    if (packed == NULL) {
        Py_XDECREF(joined);
        return NULL;
    }
    PyTuple_SET_ITEM(packed, 0, joined);
    for (int at = 0; at < gathered->count; at++) {
        PyObject *pair = PyList_GET_ITEM(systems, gathered->systems[at]);
        PyTuple_SET_ITEM(packed, 2 * at + 1, Py_NewRef(PyTuple_GET_ITEM(pair, 0)));
        PyTuple_SET_ITEM(packed, 2 * at + 2, Py_NewRef(PyTuple_GET_ITEM(pair, 1)));
    }
    return packed;
}

static int are_pairs(PyObject *systems, Py_ssize_t count)
{
    int good = PyList_GET_SIZE(systems) == count;
    for (Py_ssize_t at = 0; good && at < count; at++) {
        PyObject *pair = PyList_GET_ITEM(systems, at);
        good = PyTuple_Check(pair) && PyTuple_GET_SIZE(pair) == 2;
    }
    if (!good)
        PyErr_SetString(PyExc_TypeError, "every text has a system and a language");
    return good;
}

/* gather(texts, their systems with languages, how many at most) */
static PyObject *maker_gather(Maker *self, PyObject *args)
{
    PyObject *texts, *systems;
    Py_ssize_t most;
    Gathered gathered;
    gathered.count = 0;
    if (!PyArg_ParseTuple(args, "O!O!n", &PyList_Type, &texts, &PyList_Type, &systems, &most))
        return NULL;
    if (!are_pairs(systems, PyList_GET_SIZE(texts)))
        return NULL;
    int failed = gather(self, texts, most < MOST ? most : MOST, &gathered) < 0;
    PyObject *packed = failed ? NULL : pack(self, &gathered, systems);
    while (gathered.count > 0)
        Py_DECREF(gathered.texts[--gathered.count]);
    return packed;
}

static int find_places(Maker *self, PyObject *names)
{
    for (int at = 0; at < FIELDS; at++) {
        PyObject *slot = PyObject_GetAttr((PyObject *)self->type, PyTuple_GET_ITEM(names, at));
        if (slot == NULL)
            return -1;
        PyMemberDef *member = Py_IS_TYPE(slot, &PyMemberDescr_Type) ? ((PyMemberDescrObject *)slot)->d_member : NULL;
        self->places[at] = member != NULL && member->type == T_OBJECT_EX ? member->offset : 0;
        Py_DECREF(slot);
        if (self->places[at] < (Py_ssize_t)sizeof(PyObject) || self->places[at] >= self->type->tp_basicsize) {
            PyErr_SetString(PyExc_TypeError, "a class of readings has slots");
            return -1;
        }
    }
    return 0;
}

/* Maker(class, names of its three fields, function that composes a text) */
static PyObject *maker_new(PyTypeObject *type, PyObject *args, PyObject *keywords)
{
    PyObject *made, *names, *compose;
    if (!PyArg_ParseTuple(args, "O!O!O", &PyType_Type, &made, &PyTuple_Type, &names, &compose))
        return NULL;
    if (PyTuple_GET_SIZE(names) != FIELDS) {
        PyErr_SetString(PyExc_TypeError, "a reading has three fields");
        return NULL;
    }
    Maker *self = (Maker *)type->tp_alloc(type, 0);
    if (self == NULL)
        return NULL;
    self->type = (PyTypeObject *)Py_NewRef(made);
    self->compose = Py_NewRef(compose);
    self->line_break = PyUnicode_FromString("\n");
    if (self->line_break == NULL || find_places(self, names) < 0)
        Py_CLEAR(self);
    return (PyObject *)self;
}

static void maker_dealloc(Maker *self)
{
    Py_XDECREF(self->type);
    Py_XDECREF(self->compose);
    Py_XDECREF(self->line_break);
    Py_TYPE(self)->tp_free((PyObject *)self);
}

static PyMethodDef methods[] = {
    {"make", (PyCFunction)(void (*)(void))maker_make, METH_FASTCALL, "Make one reading: text, system, language."},
    {"gather", (PyCFunction)maker_gather, METH_VARARGS, "Pack the different texts with their systems."},
    {"unpack", (PyCFunction)maker_unpack, METH_O, "Make the readings of what was packed."},
    {NULL, NULL, 0, NULL},
};

static PyTypeObject MakerType = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "normalize.making.Maker",
    .tp_doc = "Makes readings: (class, names of its fields, what composes a text).",
    .tp_basicsize = sizeof(Maker),
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_new = maker_new,
    .tp_dealloc = (destructor)maker_dealloc,
    .tp_methods = methods,
};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "making", "Readings as machine code.", -1, NULL, NULL, NULL, NULL, NULL,
};

PyMODINIT_FUNC PyInit_making(void)
{
    PyObject *module = PyModule_Create(&definition);
    if (module == NULL || PyType_Ready(&MakerType) < 0 || PyModule_AddObjectRef(module, "Maker", (PyObject *)&MakerType) < 0)
        return NULL;
    return module;
}
